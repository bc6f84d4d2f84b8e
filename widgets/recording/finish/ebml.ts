const bigEndian = (value: number, length: number): readonly number[] =>
  Array.from({ length }, (_, index) => Math.floor(value / 256 ** (length - 1 - index)) % 256);

/** A size as EBML writes it (RFC 8794 §4), always in eight bytes, which is allowed and needs no arithmetic. */
const sizeBytes = (size: number): readonly number[] => [0x01, ...bigEndian(size, 7)];

const join = (parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

const idBytes = (id: number): readonly number[] => bigEndian(id, id > 0xffffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1);

/** One element with its content. */
export const element = (id: number, ...content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const size = content.reduce((sum, { length }) => sum + length, 0);
  return join([idBytes(id), sizeBytes(size), ...content]);
};

/** An unsigned number. */
export const unsigned = (id: number, value: number): Uint8Array<ArrayBuffer> => element(id, new Uint8Array(bigEndian(value, 8)));

/** A text. */
export const utf8 = (id: number, text: string): Uint8Array<ArrayBuffer> => element(id, new TextEncoder().encode(text));

const voidId = 0xec;
const voidHead = 9;

/** Nothing, of exactly this many bytes, at least nine. */
export const voidOf = (length: number): Uint8Array<ArrayBuffer> => element(voidId, new Uint8Array(length - voidHead));

/** Where an element begins, how long its head is and where it ends; undefined where there is none. */
export interface Found {
  readonly at: number;
  readonly end: number;
}

const indexOf = (bytes: Uint8Array, wanted: readonly number[], from: number): number => {
  for (let at = from; at <= bytes.length - wanted.length; at += 1) if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
};

/** Size and length of the size field at a place. */
const readSize = (bytes: Uint8Array, at: number): { size: number; length: number } => {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  let size = first & (0xff >> length);
  for (let index = 1; index < length; index += 1) size = size * 256 + (bytes[at + index] ?? 0);
  return { size, length };
};

/** Looks for an element by id from a place on. */
export const findElement = (bytes: Uint8Array, id: number, from = 0): Found | undefined => {
  const wanted = idBytes(id);
  const at = indexOf(bytes, wanted, from);
  if (at < 0) return undefined;
  const { size, length } = readSize(bytes, at + wanted.length);
  return { at, end: at + wanted.length + length + size };
};

/** Where a run of bytes stands first. */
export const findBytes = indexOf;
