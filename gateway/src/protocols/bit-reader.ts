/** Reads bits; past the end it answers zeros, and `isOver` says so. */
export const createBitReader = (bytes: Uint8Array) => {
  let at = 0;
  const bit = (): number => {
    const byte = bytes[at >> 3] ?? 0;
    const value = (byte >> (7 - (at & 7))) & 1;
    at += 1;
    return value;
  };
  const bits = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index += 1) value = value * 2 + bit();
    return value;
  };
  /** ue(v), H.264 §9.1. */
  const unsigned = (): number => {
    let zeros = 0;
    while (bit() === 0) if ((zeros += 1) > 31) return 0;
    return 2 ** zeros - 1 + bits(zeros);
  };
  const signed = (): number => {
    const value = unsigned();
    return value % 2 === 1 ? (value + 1) / 2 : -value / 2;
  };
  return { bit, bits, unsigned, signed, isOver: () => at > bytes.length * 8 };
};

/** Reads bits. */
export type BitReader = ReturnType<typeof createBitReader>;
