/** Largest file that is taken, in bytes. */
const maxFileBytes = 2 * 1024 * 1024;
/** Longer side of what is drawn, in pixels: a face is hardly ever larger in a call. */
const maxSide = 512;
const types = new Set(["image/png", "image/svg+xml"]);

/** Draws a picture of a file (PNG or SVG) anew; undefined when it is too large or no picture. */
export type DrawPicture = (file: Blob) => Promise<Blob | undefined>;

/** Size of what is drawn: the same shape, not larger than needed. An SVG may have no size of its own. */
export const drawnSize = (width: number, height: number): { readonly width: number; readonly height: number } => {
  if (!(width > 0) || !(height > 0)) return { width: maxSide, height: maxSide };
  const scale = maxSide / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

/**
 * Draws the picture anew, as an image element does: nothing in an SVG runs there or is fetched from
 * elsewhere (SVG Integration, secure static mode), and what is kept is pixels alone.
 */
export const drawPicture: DrawPicture = async (file) => {
  if (file.size > maxFileBytes || !types.has(file.type)) return undefined;
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const { width, height } = drawnSize(image.naturalWidth, image.naturalHeight);
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
    return await canvas.convertToBlob({ type: "image/png" });
  } catch (error) {
    // What is no picture is refused as EncodingError (HTML, decode).
    if (error instanceof DOMException) return undefined;
    throw error;
  } finally {
    URL.revokeObjectURL(address);
  }
};
