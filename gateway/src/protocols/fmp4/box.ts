/** What boxes are made of: numbers are bytes. */
type Content = Uint8Array | readonly number[];

/** A box of ISO/IEC 14496-12: its size, its name of four letters, its content. */
export const box = (name: string, ...contents: readonly Content[]): Uint8Array<ArrayBuffer> => {
  const size = contents.reduce((sum, { length }) => sum + length, 8);
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, size);
  bytes.set(ascii(name), 4);
  let offset = 8;
  for (const content of contents) {
    bytes.set(content, offset);
    offset += content.length;
  }
  return bytes;
};

/** A box with version and flags. */
export const fullBox = (name: string, { version = 0, flags = 0 }, ...contents: readonly Content[]): Uint8Array<ArrayBuffer> =>
  box(name, [version, (flags >> 16) & 255, (flags >> 8) & 255, flags & 255], ...contents);

/** Bytes of a text of ASCII. */
export const ascii = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0));

/** Big-endian numbers. */
export const u16 = (value: number): readonly number[] => [(value >> 8) & 255, value & 255];
/** Big-endian numbers of 32 bits; larger ones keep their low bits. */
export const u32 = (value: number): readonly number[] => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
/** Big-endian numbers of 64 bits. */
export const u64 = (value: number): readonly number[] => [...u32(Math.floor(value / 2 ** 32)), ...u32(value % 2 ** 32)];

/** So many zeros. */
export const zeros = (count: number): Uint8Array => new Uint8Array(count);
