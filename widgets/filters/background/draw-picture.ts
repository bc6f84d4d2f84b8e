/** Largest file that is taken, in bytes. */
const maxFileBytes = 16 * 1024 * 1024;
/** Size of what is drawn at most: as large as it is shown in a call. */
const most = { width: 1_280, height: 720 } as const;
const types = new Set(["image/png", "image/jpeg", "image/webp", "image/avif", "image/gif"]);

/** Draws a picture of a file anew; undefined when it is too large or no picture. */
export type DrawPicture = (file: Blob) => Promise<Blob | undefined>;

/** Size of what is drawn: the same shape, not larger than it is shown. */
export const drawnSize = (width: number, height: number): { readonly width: number; readonly height: number } => {
  const scale = Math.min(1, Math.max(most.width / width, most.height / height), (2 * most.width) / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

/** Draws the picture anew, so that nothing of the file but pixels is kept: no place, no name of a camera. */
export const drawPicture: DrawPicture = async (file) => {
  if (file.size > maxFileBytes || !types.has(file.type)) return undefined;
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = drawnSize(bitmap.width, bitmap.height);
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    return await canvas.convertToBlob({ type: "image/webp", quality: 0.8 });
  } catch (error) {
    // What is no picture is refused as InvalidStateError (HTML, createImageBitmap).
    if (error instanceof DOMException) return undefined;
    throw error;
  }
};
