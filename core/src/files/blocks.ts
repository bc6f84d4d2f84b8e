import { fileLimits } from "@tfx/protocol";

const { blockBytes } = fileLimits;

/** How many blocks a file has. */
export const blocksOf = (size: number): number => Math.ceil(size / blockBytes);

/** Bytes of the blocks before this one. */
export const bytesBefore = (block: number, size: number): number => Math.min(block * blockBytes, size);

/** Bytes of one block. */
export const lengthOf = (block: number, size: number): number => bytesBefore(block + 1, size) - bytesBefore(block, size);

/** SHA-256 by the platform, off the page's thread. */
export const sha256Of = async (bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> =>
  // Shared memory never gets here; the type does not know.
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));

/** Whether two digests are the same. */
export const isSameDigest = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

/** SHA-256 of digests, one after the other. */
export const digestOfAll = (digests: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> => {
  const joined = new Uint8Array(digests.length * 32);
  for (const [index, digest] of digests.entries()) joined.set(digest, index * 32);
  return sha256Of(joined);
};
