import type { PictureType } from "../messages/entry.ts";

/** Width and height in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const ascii = (bytes: Uint8Array, at: number): string => String.fromCodePoint(...bytes.subarray(at, at + 4));

// https://developers.google.com/speed/webp/docs/riff_container
const readWebp = (bytes: Uint8Array, view: DataView): PictureSize | undefined => {
  if (bytes.length < 30 || ascii(bytes, 0) !== "RIFF" || ascii(bytes, 8) !== "WEBP") return undefined;
  const form = ascii(bytes, 12);
  if (form === "VP8 ") return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (form === "VP8L") {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (form !== "VP8X") return undefined;
  return { width: (view.getUint32(24, true) & 0xffffff) + 1, height: (view.getUint32(26, true) >>> 8) + 1 };
};

const isFrameHeader = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

// ITU-T T.81, annex B: segments with their lengths until the header of the frame.
const readJpeg = (bytes: Uint8Array, view: DataView): PictureSize | undefined => {
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    if (isFrameHeader(bytes[at + 1] ?? 0)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
};

/** The size that a picture's header states, read without decoding: a small file can unfold into gigabytes. */
export const readPictureSize = (bytes: Uint8Array, type: PictureType): PictureSize | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return type === "image/webp" ? readWebp(bytes, view) : readJpeg(bytes, view);
};

/** Longest side of a picture that is decoded. */
const longestSide = 2_048;

/** Whether a picture is what its type says and small enough to be decoded. */
export const isSafePicture = (bytes: Uint8Array, type: PictureType): boolean => {
  const size = readPictureSize(bytes, type);
  return size !== undefined && size.width > 0 && size.height > 0 && Math.max(size.width, size.height) <= longestSide;
};
