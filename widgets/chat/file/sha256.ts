// FIPS 180-4. The browser's own digest takes a file as a whole, which need not fit into memory.
const constants = new Uint32Array(64);
const start = new Uint32Array(8);

const isPrime = (number: number): boolean => {
  for (let divisor = 2; divisor * divisor <= number; divisor += 1) if (number % divisor === 0) return false;
  return true;
};

const firstBits = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32);

for (let number = 2, count = 0; count < 64; number += 1) {
  if (!isPrime(number)) continue;
  if (count < 8) start[count] = firstBits(Math.sqrt(number));
  constants[count] = firstBits(Math.cbrt(number));
  count += 1;
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
const at = (words: Uint32Array, index: number): number => words[index] ?? 0;

const schedule = (words: Uint32Array, view: DataView, from: number): void => {
  for (let index = 0; index < 16; index += 1) words[index] = view.getUint32(from + index * 4);
  for (let index = 16; index < 64; index += 1) {
    const early = at(words, index - 15);
    const late = at(words, index - 2);
    const first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[index] = at(words, index - 16) + first + at(words, index - 7) + second;
  }
};

const compress = (state: Uint32Array, words: Uint32Array): void => {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let index = 0; index < 64; index += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(constants, index) + at(words, index)) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = at(state, index) + word;
  });
};

/** A digest of bytes that come one after the other. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** The digest of everything so far, as 64 hexadecimal digits; more may follow. */
  digest(): string;
}

const paddingFor = (length: number): Uint8Array => {
  const padding = new Uint8Array(((119 - (length % 64)) % 64) + 9);
  padding[0] = 0x80;
  new DataView(padding.buffer).setBigUint64(padding.length - 8, BigInt(length) * 8n);
  return padding;
};

/** SHA-256 (FIPS 180-4) in steps, in memory that does not grow with the file. */
export const createSha256 = (): Sha256 => {
  const state = Uint32Array.from(start);
  const words = new Uint32Array(64);
  const rest = new Uint8Array(64);
  let length = 0;
  const feed = (into: Uint32Array, held: Uint8Array, { bytes, filled }: { bytes: Uint8Array; filled: number }): void => {
    let from = 0;
    if (filled > 0) {
      from = Math.min(64 - filled, bytes.length);
      held.set(bytes.subarray(0, from), filled);
      if (filled + from < 64) return;
      schedule(words, new DataView(held.buffer), 0);
      compress(into, words);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (; from + 64 <= bytes.length; from += 64) {
      schedule(words, view, from);
      compress(into, words);
    }
    held.set(bytes.subarray(from));
  };
  return {
    update: (bytes) => {
      feed(state, rest, { bytes, filled: length % 64 });
      length += bytes.length;
    },
    digest: () => {
      const end = Uint32Array.from(state);
      feed(end, Uint8Array.from(rest), { bytes: paddingFor(length), filled: length % 64 });
      return [...end].map((word) => word.toString(16).padStart(8, "0")).join("");
    },
  };
};
