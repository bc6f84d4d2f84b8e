/** The strip at the lower edge of the picture that says when it was drawn. */
export const strip = { columns: 16, rows: 2, cell: 40 } as const;

const bits = 24;
const check = (value: number): number => (value ^ (value >> 8) ^ (value >> 16) ^ 0xa5) & 255;

/** Milliseconds since 1970 as cells, row by row: true is white. They come round after four hours and a half. */
export const timeCells = (nowMs: number): readonly boolean[] => {
  const value = Math.floor(nowMs) % 2 ** bits;
  const word = value * 256 + check(value);
  return Array.from({ length: strip.columns * strip.rows }, (_, index) => Math.floor(word / 2 ** index) % 2 === 1);
};

/** How old a picture is, from the brightness of its cells; undefined when they are not what was drawn. */
export const ageOf = (brightness: ArrayLike<number>, nowMs: number): number | undefined => {
  let word = 0;
  for (let index = 0; index < strip.columns * strip.rows; index += 1) word += (brightness[index] ?? 0) > 127 ? 2 ** index : 0;
  const value = Math.floor(word / 256);
  if (word % 256 !== check(value)) return undefined;
  const age = (Math.floor(nowMs) % 2 ** bits) - value;
  return age < -(2 ** (bits - 1)) ? age + 2 ** bits : age;
};
