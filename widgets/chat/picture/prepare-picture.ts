import { largestInlinePicture, pictureTypes, type PictureType } from "../messages/entry.ts";
import type { PictureSize } from "./picture-size.ts";

/** A picture that is ready to be sent. */
export interface PreparedPicture extends PictureSize {
  readonly type: PictureType;
  /** The small form, which is kept with the message. */
  readonly inline: Uint8Array;
  /** The large form for those present, where the small one shows less. */
  readonly large: Uint8Array | undefined;
}

/** One try to make a picture small enough. */
export interface PictureTry {
  readonly side: number;
  readonly quality: number;
}

const inlineTries: readonly PictureTry[] = [
  { side: 1_280, quality: 0.8 },
  { side: 800, quality: 0.7 },
  { side: 560, quality: 0.6 },
  { side: 400, quality: 0.5 },
  { side: 240, quality: 0.4 },
];
const largeTry: PictureTry = { side: 1_920, quality: 0.85 };
const largestFile = 32 * 1024 * 1024;

/** The size of a picture whose longer side is at most `side`; pictures are never made larger. */
export const fitSide = ({ width, height }: PictureSize, side: number): PictureSize => {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

/** Draws a picture at a size and writes it in a format: what only a browser can do. */
export interface PictureSource extends PictureSize {
  encode(size: PictureSize, quality: number): Promise<{ readonly bytes: Uint8Array; readonly type: string }>;
}

const encode = async (source: PictureSource, { side, quality }: PictureTry) => {
  const size = fitSide(source, side);
  const { bytes, type } = await source.encode(size, quality);
  const known = pictureTypes.find((each) => each === type);
  return known === undefined ? undefined : { ...size, bytes, type: known };
};

/** The small form of a picture, and its large one where that shows more; `undefined` where no format fits. */
export const makePicture = async (source: PictureSource): Promise<PreparedPicture | undefined> => {
  for (const attempt of inlineTries) {
    const small = await encode(source, attempt);
    if (small === undefined) return undefined;
    if (small.bytes.length > largestInlinePicture) continue;
    const showsAll = small.width === source.width && attempt === inlineTries[0];
    const large = showsAll ? undefined : (await encode(source, largeTry))?.bytes;
    return { width: small.width, height: small.height, type: small.type, inline: small.bytes, large };
  }
  return undefined;
};

/** Reads a file as a picture; `undefined` if it is none that this browser knows. */
export const preparePicture = async (file: Blob): Promise<PreparedPicture | undefined> => {
  if (!/^image\/(?!svg)/.test(file.type) || file.size > largestFile) return undefined;
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (bitmap === undefined) return undefined;
  try {
    return await makePicture(openBitmap(bitmap));
  } finally {
    bitmap.close();
  }
};

const openBitmap = (bitmap: ImageBitmap): PictureSource => ({
  width: bitmap.width,
  height: bitmap.height,
  encode: async (size, quality) => {
    const canvas = new OffscreenCanvas(size.width, size.height);
    canvas.getContext("2d", { alpha: true })?.drawImage(bitmap, 0, 0, size.width, size.height);
    const webp = await canvas.convertToBlob({ type: "image/webp", quality });
    // Safari writes PNG where WebP was asked for.
    const blob = webp.type === "image/webp" ? webp : await canvas.convertToBlob({ type: "image/jpeg", quality });
    return { bytes: new Uint8Array(await blob.arrayBuffer()), type: blob.type };
  },
});
