const text = (letters: string): number[] => Array.from(letters, (letter) => letter.charCodeAt(0));
const little = (value: number, count: number): number[] => Array.from({ length: count }, (_, index) => (value >> (8 * index)) & 0xff);
const padded = (bytes: readonly number[], length = 64): Uint8Array => {
  const all = new Uint8Array(Math.max(length, bytes.length));
  all.set(bytes);
  return all;
};

const riff = (chunk: string, body: readonly number[], length?: number): Uint8Array =>
  padded([...text("RIFF"), ...little(56, 4), ...text("WEBP"), ...text(chunk), ...little(body.length, 4), ...body], length);

/** Heads of WebP pictures: lossy, lossless and extended. */
export const webpLossy = (width: number, height: number, length?: number): Uint8Array =>
  riff("VP8 ", [0x30, 1, 0, 0x9d, 1, 0x2a, ...little(width, 2), ...little(height, 2)], length);
/** A lossless one. */
export const webpLossless = (width: number, height: number): Uint8Array =>
  riff("VP8L", [0x2f, ...little((width - 1) | ((height - 1) << 14), 4)]);
/** An extended one, which may move. */
export const webpExtended = (width: number, height: number, moves: boolean): Uint8Array =>
  riff("VP8X", [moves ? 2 : 0, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)]);

/** Head of a JPEG picture: an APP0 segment before the frame header. */
export const jpeg = (width: number, height: number): Uint8Array => {
  const big = (value: number) => [value >> 8, value & 0xff];
  return padded([0xff, 0xd8, 0xff, 0xe0, 0, 6, 1, 2, 3, 4, 0xff, 0xc0, 0, 17, 8, ...big(height), ...big(width), 3]);
};
