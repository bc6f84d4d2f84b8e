import { isGoodPhoto, maxPhotoSide } from "./photo-facts.ts";

/** One way to write a photo. */
export interface PhotoForm {
  readonly side: number;
  readonly quality: number;
}

/** Draws the middle square of a picture in some form: WebP, or JPEG where the browser writes no WebP. */
export type EncodePhoto = (form: PhotoForm) => Promise<Uint8Array>;

/** What is tried, best first. */
const forms: readonly PhotoForm[] = [
  { side: maxPhotoSide, quality: 0.85 },
  { side: maxPhotoSide, quality: 0.6 },
  { side: maxPhotoSide, quality: 0.4 },
  { side: 72, quality: 0.5 },
  { side: 48, quality: 0.5 },
];

/** The first form that is small enough; nothing where none is. */
export const shrinkPhoto = async (encode: EncodePhoto): Promise<Uint8Array | undefined> => {
  for (const form of forms) {
    const bytes = await encode(form);
    if (isGoodPhoto(bytes)) return bytes;
  }
  return undefined;
};

/** The middle square of a picture. */
export const middleSquare = (width: number, height: number): { readonly x: number; readonly y: number; readonly side: number } => {
  const side = Math.min(width, height);
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), side };
};
