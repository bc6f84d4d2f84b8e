/** Size of a picture, in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Size of a picture file as its head says it: PNG, JPEG, WebP and GIF. Decoding first would take gigabytes
 * for a small file that unfolds to a huge picture; undefined for what is none of these.
 */
export const pictureSize = (bytes: Uint8Array): PictureSize | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 26) return undefined;
  if (hasText(bytes, 1, "PNG") && hasText(bytes, 12, "IHDR")) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (hasText(bytes, 0, "GIF8")) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (hasText(bytes, 0, "RIFF") && hasText(bytes, 8, "WEBP")) return webpSize(bytes, view);
  return view.getUint16(0) === 0xffd8 ? jpegSize(view) : undefined;
};

const hasText = (bytes: Uint8Array, at: number, text: string): boolean =>
  new TextDecoder("latin1").decode(bytes.subarray(at, at + text.length)) === text;

/** RFC 9649 §2.5 to §2.7. */
const webpSize = (bytes: Uint8Array, view: DataView): PictureSize | undefined => {
  if (bytes.length < 30) return undefined;
  const threeBytes = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  if (hasText(bytes, 12, "VP8X")) return { width: threeBytes(24) + 1, height: threeBytes(27) + 1 };
  if (hasText(bytes, 12, "VP8L")) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (!hasText(bytes, 12, "VP8 ")) return undefined;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
};

/** Walks from marker to marker up to the frame's head (ITU-T T.81 §B.2.2). */
const jpegSize = (view: DataView): PictureSize | undefined => {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // A run of 0xff fills up to the next marker.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
};
