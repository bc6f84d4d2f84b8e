import { encode } from "modern-gif";

/** Frames of a GIF, all of one size. */
export interface GifRequest {
  readonly width: number;
  readonly height: number;
  readonly delayMs: number;
  readonly frames: readonly ArrayBuffer[];
}

const run = async ({ width, height, delayMs, frames }: GifRequest): Promise<ArrayBuffer> =>
  encode({ width, height, maxColors: 255, frames: frames.map((data) => ({ data: new Uint8ClampedArray(data), delay: delayMs })) });

addEventListener("message", ({ data, ports: [port] }: MessageEvent<GifRequest>) => {
  const answer = (bytes: ArrayBuffer | undefined): void => port?.postMessage(bytes, bytes === undefined ? [] : [bytes]);
  run(data).then(answer, () => answer(undefined));
});
