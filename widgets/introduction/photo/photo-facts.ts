/** What the head of a photo says. */
export interface PhotoFacts {
  readonly type: "image/jpeg" | "image/webp";
  readonly width: number;
  readonly height: number;
}

const ascii = (bytes: Uint8Array, from: number, text: string): boolean =>
  Array.from(text).every((letter, index) => bytes[from + index] === letter.charCodeAt(0));
const byte = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;
const big16 = (bytes: Uint8Array, at: number): number => (byte(bytes, at) << 8) | byte(bytes, at + 1);
const little16 = (bytes: Uint8Array, at: number): number => byte(bytes, at) | (byte(bytes, at + 1) << 8);
const little24 = (bytes: Uint8Array, at: number): number => little16(bytes, at) | (byte(bytes, at + 2) << 16);

const isFrameHead = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** ITU-T T.81, B.1: segments up to the frame header. */
const jpegFacts = (bytes: Uint8Array): PhotoFacts | undefined => {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    if (isFrameHead(byte(bytes, at + 1))) return { type: "image/jpeg", width: big16(bytes, at + 7), height: big16(bytes, at + 5) };
    const length = big16(bytes, at + 2);
    if (length < 2) return undefined;
    at += 2 + length;
  }
  return undefined;
};

/** RFC 9649: the first chunk tells the size; what moves is refused. */
const webpFacts = (bytes: Uint8Array): PhotoFacts | undefined => {
  const type = "image/webp" as const;
  if (ascii(bytes, 12, "VP8X")) {
    const moves = (byte(bytes, 20) & 0b10) !== 0;
    return moves ? undefined : { type, width: little24(bytes, 24) + 1, height: little24(bytes, 27) + 1 };
  }
  if (ascii(bytes, 12, "VP8L") && bytes[20] === 0x2f) {
    const width = little16(bytes, 21) & 0x3fff;
    const height = (little24(bytes, 22) >> 6) & 0x3fff;
    return { type, width: width + 1, height: height + 1 };
  }
  if (ascii(bytes, 12, "VP8 ")) return { type, width: little16(bytes, 26) & 0x3fff, height: little16(bytes, 28) & 0x3fff };
  return undefined;
};

/** Reads type and size of a JPEG or WebP picture without decoding it; nothing for anything else. */
export const photoFacts = (bytes: Uint8Array): PhotoFacts | undefined => {
  if (bytes.length < 30) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegFacts(bytes);
  return ascii(bytes, 0, "RIFF") && ascii(bytes, 8, "WEBP") ? webpFacts(bytes) : undefined;
};

/** Side of a photo in pixels, and its bytes, at most. */
export const maxPhotoSide = 96;
/** Bytes of a photo at most. */
export const maxPhotoBytes = 12 * 1024;

/**
 * Whether a photo of anybody may be shown: small in bytes and in pixels, as a few bytes can stand for a
 * picture that takes a gigabyte once it is decoded.
 */
export const isGoodPhoto = (bytes: Uint8Array): boolean => {
  if (bytes.length > maxPhotoBytes) return false;
  const facts = photoFacts(bytes);
  if (facts === undefined) return false;
  return [facts.width, facts.height].every((side) => side > 0 && side <= maxPhotoSide);
};

/** A photo as an address that an image element takes, in a page that may reach nothing else. */
export const photoUrl = (bytes: Uint8Array): string =>
  `data:${photoFacts(bytes)?.type ?? "image/webp"};base64,${btoa([...bytes].map((one) => String.fromCharCode(one)).join(""))}`;
