import { middleSquare, shrinkPhoto, type EncodePhoto } from "./shrink-photo.ts";

/** Larger files are no photos of a face. */
const maxFileBytes = 40 * 1024 * 1024;

const decode = async (file: Blob): Promise<ImageBitmap | undefined> => {
  try {
    return await createImageBitmap(file);
  } catch (error) {
    // What is no picture is refused as InvalidStateError (HTML, createImageBitmap).
    if (error instanceof DOMException) return undefined;
    throw error;
  }
};

const encoderOf =
  (picture: ImageBitmap): EncodePhoto =>
  async ({ side, quality }) => {
    const canvas = new OffscreenCanvas(side, side);
    const drawing = canvas.getContext("2d");
    if (drawing === null) return new Uint8Array();
    const from = middleSquare(picture.width, picture.height);
    drawing.imageSmoothingQuality = "high";
    drawing.drawImage(picture, from.x, from.y, from.side, from.side, 0, 0, side, side);
    const webp = await canvas.convertToBlob({ type: "image/webp", quality });
    // Safari writes PNG when it is asked for WebP.
    const blob = webp.type === "image/webp" ? webp : await canvas.convertToBlob({ type: "image/jpeg", quality });
    return new Uint8Array(await blob.arrayBuffer());
  };

/** Makes a photo for a card out of a picked file; whatever else the file held, such as a place, is gone. */
export const readPhoto = async (file: Blob): Promise<Uint8Array | undefined> => {
  if (file.size > maxFileBytes) return undefined;
  const picture = await decode(file);
  if (picture === undefined) return undefined;
  try {
    return await shrinkPhoto(encoderOf(picture));
  } finally {
    picture.close();
  }
};
