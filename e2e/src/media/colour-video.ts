/** What a generated video looks like. */
export interface VideoShape {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** A pattern that moves over the whole picture, so that encoding it costs what a person's picture costs. */
  readonly busy?: boolean;
}

const frames = 10;

/**
 * A YUV4MPEG2 file whose picture is one colour, with a slightly brighter bar that moves: a still picture
 * would let a frozen one pass. Chromium plays it in a loop.
 */
export const colourVideo = (rgb: readonly [number, number, number], { width, height, fps, busy = false }: VideoShape): Buffer => {
  const [y, u, v] = toYuv(rgb);
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420mpeg2\n`);
  const chroma = (width / 2) * (height / 2);
  const pictures = Array.from({ length: frames }, (_, index) => {
    const luma = Buffer.alloc(width * height, y);
    if (busy) drawPattern(luma, { width, shift: index * 6 });
    const bar = Math.floor((index * width) / frames);
    for (let row = 0; row < height; row++)
      luma.fill(Math.min(235, y + 6), row * width + bar, row * width + Math.min(width, bar + width / 8));
    return [Buffer.from("FRAME\n"), luma, Buffer.alloc(chroma, u), Buffer.alloc(chroma, v)];
  });
  return Buffer.concat([header, ...pictures.flat()]);
};

/** Blocks of four pixels, each somewhat brighter or darker by chance, moved aside by the shift. */
const drawPattern = (luma: Buffer, { width, shift }: { width: number; shift: number }): void => {
  for (let at = 0; at < luma.length; at++) {
    const [column, row] = [((at % width) + shift) >> 2, Math.floor(at / width) >> 2];
    const chance = (Math.imul((column * 73_856_093) ^ (row * 19_349_663), 0x9e37_79b1) >>> 26) - 32;
    luma[at] = Math.min(235, Math.max(16, (luma[at] ?? 0) + chance));
  }
};

/** BT.601 in the limited range, which cameras use. */
const toYuv = ([r, g, b]: readonly [number, number, number]): readonly [number, number, number] => [
  Math.round(16 + 0.257 * r + 0.504 * g + 0.098 * b),
  Math.round(128 - 0.148 * r - 0.291 * g + 0.439 * b),
  Math.round(128 + 0.439 * r - 0.368 * g - 0.071 * b),
];
