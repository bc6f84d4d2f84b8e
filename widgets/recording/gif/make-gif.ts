import type { GifRequest } from "./gif-worker.ts";

/** How long a GIF is. */
export const gifSeconds = 4;

const width = 320;
const height = 180;
const perSecond = 8;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Pictures of the next seconds. */
const takeFrames = async (track: MediaStreamTrack): Promise<readonly ArrayBuffer[]> => {
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  const frames: ArrayBuffer[] = [];
  if (context === null) return frames;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play();
    for (let count = 0; count < gifSeconds * perSecond; count += 1) {
      context.drawImage(video, 0, 0, width, height);
      frames.push(context.getImageData(0, 0, width, height).data.buffer);
      await wait(1_000 / perSecond);
    }
  } finally {
    video.srcObject = null;
  }
  return frames;
};

const encodeFrames = (frames: readonly ArrayBuffer[]): Promise<ArrayBuffer | undefined> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL("./gif-worker.ts", import.meta.url), { type: "module", name: "gif" });
    const { port1, port2 } = new MessageChannel();
    const end = (bytes: ArrayBuffer | undefined): void => {
      worker.terminate();
      port1.close();
      resolve(bytes);
    };
    port1.addEventListener("message", ({ data }: MessageEvent<ArrayBuffer | undefined>) => end(data));
    worker.addEventListener("error", () => end(undefined));
    port1.start();
    const request: GifRequest = { width, height, delayMs: 1_000 / perSecond, frames };
    worker.postMessage(request, [port2, ...frames]);
  });

/** A GIF of the next seconds of a picture; undefined when none could be made. */
export const makeGif = async (track: MediaStreamTrack): Promise<File | undefined> => {
  const bytes = await encodeFrames(await takeFrames(track));
  return bytes && new File([bytes], "moment.gif", { type: "image/gif" });
};
