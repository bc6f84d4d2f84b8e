/** How many bands of sound anybody is told of: enough to draw, far too few to understand what is said. */
export const bandCount = 24;

const lowestHertz = 80;
const highestHertz = 12_000;

/** Edges of the bands in Hz, equally far apart on a scale of octaves. */
const edges = Array.from({ length: bandCount + 1 }, (_, index) => lowestHertz * (highestHertz / lowestHertz) ** (index / bandCount));

/**
 * The loudest of each band, 0 to 1, from what an analyser says of frequencies (bytes of equal steps from 0 Hz up to
 * half the rate), rounded to steps of 1/64.
 */
export const bandsOf = (frequencies: Uint8Array, hertzPerBin: number): number[] =>
  Array.from({ length: bandCount }, (_, band) => {
    const from = Math.floor((edges[band] ?? 0) / hertzPerBin);
    const to = Math.max(from + 1, Math.floor((edges[band + 1] ?? 0) / hertzPerBin));
    let loudest = 0;
    for (let bin = from; bin < to; bin++) loudest = Math.max(loudest, frequencies[bin] ?? 0);
    return Math.round(loudest / 4) / 64;
  });
