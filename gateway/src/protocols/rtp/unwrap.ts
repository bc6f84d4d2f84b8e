/**
 * Follows a counter that wraps around, such as a sequence number (16 bits) or an RTP timestamp (32 bits):
 * each value becomes the one nearest to the last, so that order and distance can be read from it.
 */
export const createUnwrapper = (bits: 16 | 32): ((value: number) => number) => {
  const size = 2 ** bits;
  let last: number | undefined;
  return (value) => {
    if (last === undefined) return (last = value);
    const forward = (((value - last) % size) + size) % size;
    last += forward < size / 2 ? forward : forward - size;
    return last;
  };
};
