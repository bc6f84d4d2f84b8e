import type { Block, PictureHead } from "./matroska-writer.ts";

/** What takes encoded pictures. */
interface PictureEncoderOptions {
  readonly codec: string;
  readonly bits: number;
  readonly onHead: (head: PictureHead) => void;
  readonly onBlock: (block: Block) => void;
  readonly onFailed: (error: unknown) => void;
}

/** Encodes what it has time for. */
interface PictureEncoder {
  /** Pictures that were taken until now. */
  readonly taken: () => number;
  encode(frame: VideoFrame, atUs: number): void;
  flush(): Promise<void>;
}

/** Pictures that may wait: one more would be late for nothing. */
const longestQueue = 1;
const keyEveryUs = 4_000_000;

const bytesOf = (source: AllowSharedBufferSource | undefined): Uint8Array | undefined => {
  if (source === undefined) return undefined;
  return ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
};

/**
 * A picture encoder whose queue is seen (W3C WebCodecs §8): where it has no time, pictures are left out before they are
 * encoded, so that those in the file are never late. Sizes may change in VP8; other codecs keep the first one.
 */
export const createPictureEncoder = ({ codec, bits, onHead, onBlock, onFailed }: PictureEncoderOptions): PictureEncoder => {
  const isVp8 = codec === "vp8";
  let size: { width: number; height: number; first: number } | undefined;
  let hasHead = false;
  let taken = 0;
  let keyUs = -Infinity;
  let lastUs = -1;
  let leftOutUs: number | undefined;
  const encoder = new VideoEncoder({
    error: onFailed,
    output(chunk, meta) {
      if (!hasHead && size !== undefined) {
        hasHead = true;
        const { width, height } = size;
        onHead({ codec: isVp8 ? "vp8" : "h264", width, height, setUp: isVp8 ? undefined : bytesOf(meta?.decoderConfig?.description) });
      }
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      onBlock({ of: "picture", atUs: chunk.timestamp, isKey: chunk.type === "key", data });
    },
  });
  const configure = ({ displayWidth: width, displayHeight: height }: VideoFrame): void => {
    const first = size?.first ?? width * height;
    size = { width, height, first };
    keyUs = -Infinity;
    encoder.configure({
      codec,
      width,
      height,
      bitrate: Math.round((bits * width * height) / first),
      framerate: 30,
      latencyMode: "realtime",
      ...(isVp8 ? {} : { avc: { format: "avc" as const } }),
    });
  };
  const isOtherSize = (frame: VideoFrame): boolean => size?.width !== frame.displayWidth || size.height !== frame.displayHeight;
  return {
    taken: () => taken,
    encode(frame, comesUs) {
      if (encoder.state === "closed" || comesUs <= lastUs) return;
      if (encoder.encodeQueueSize > longestQueue) {
        leftOutUs ??= comesUs;
        return;
      }
      // What it shows began at some time since the first that was left out before it.
      const atUs = Math.round(((leftOutUs ?? comesUs) + comesUs) / 2);
      leftOutUs = undefined;
      if (size === undefined || (isVp8 && isOtherSize(frame))) configure(frame);
      const stamped = new VideoFrame(frame, { timestamp: atUs });
      const keyFrame = atUs - keyUs >= keyEveryUs;
      if (keyFrame) keyUs = atUs;
      encoder.encode(stamped, { keyFrame });
      stamped.close();
      lastUs = atUs;
      taken += 1;
    },
    flush: async () => {
      if (encoder.state === "configured") await encoder.flush();
    },
  };
};
