import { joined } from "../protocols/joined.ts";

/** Reads IVF as it comes: the pictures, and which they are. */
export const createIvfReader = (onPicture: (bytes: Uint8Array, index: number) => void): ((bytes: Uint8Array) => void) => {
  let rest = new Uint8Array();
  let hasHead = false;
  let index = 0;
  return (bytes) => {
    rest = joined([rest, bytes]);
    if (!hasHead && rest.length >= 32) {
      hasHead = true;
      rest = rest.slice(32);
    }
    if (!hasHead) return;
    while (rest.length >= 12) {
      const length = new DataView(rest.buffer).getUint32(0, true);
      if (rest.length < 12 + length) return;
      onPicture(rest.slice(12, 12 + length), index);
      index += 1;
      rest = rest.slice(12 + length);
    }
  };
};
