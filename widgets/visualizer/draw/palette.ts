/** Names of the palettes; all can be told apart with any kind of colour vision, because lightness alone tells. */
export const paletteNames = ["viridis", "cividis", "grey"] as const;
/** Name of a palette. */
export type PaletteName = (typeof paletteNames)[number];

/** Red, green and blue, 0 to 255. */
type Colour = readonly [number, number, number];

/** From quiet to loud, each lighter than the one before (viridis: S. van der Walt, N. Smith; cividis: J. Nuñez and others). */
const stops: Readonly<Record<PaletteName, readonly Colour[]>> = {
  viridis: [
    [68, 1, 84],
    [59, 82, 139],
    [33, 145, 140],
    [94, 201, 98],
    [253, 231, 37],
  ],
  cividis: [
    [0, 34, 78],
    [61, 78, 108],
    [124, 123, 120],
    [186, 171, 112],
    [254, 232, 56],
  ],
  grey: [
    [24, 24, 24],
    [255, 255, 255],
  ],
};

/** 256 colours of a palette, from quiet to loud, for CSS. */
export const coloursOf = (name: PaletteName): readonly string[] =>
  Array.from({ length: 256 }, (_, index) => {
    const list = stops[name];
    const place = (index / 255) * (list.length - 1);
    const from = list[Math.floor(place)] ?? [0, 0, 0];
    const to = list[Math.ceil(place)] ?? from;
    const mix = from.map((value, at) => Math.round(value + ((to[at] ?? value) - value) * (place % 1)));
    return `rgb(${mix.join(" ")})`;
  });
