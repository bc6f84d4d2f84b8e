/** What is drawn of sound: voices and most instruments. */
const lowestHertz = 80;
/** What is drawn of sound: voices and most instruments. */
const highestHertz = 12_000;

/** Where a share of the width (0 to 1) stands in Hz: each octave is as wide as the next. */
export const hertzAt = (share: number): number => lowestHertz * (highestHertz / lowestHertz) ** share;

/** The loudest byte between two shares of the width. */
export const loudestBetween = (frequencies: Uint8Array, hertzPerBin: number, [from, to]: readonly [number, number]): number => {
  const first = Math.round(hertzAt(from) / hertzPerBin);
  const last = Math.max(first + 1, Math.round(hertzAt(to) / hertzPerBin));
  let loudest = 0;
  for (let bin = first; bin < last; bin++) loudest = Math.max(loudest, frequencies[bin] ?? 0);
  return loudest;
};

/** Quieter than this is no tone but the room. */
const quietest = 90;

/** The strongest tone in Hz, between frequencies by a parabola through three of them; undefined in silence. */
export const strongestTone = (frequencies: Uint8Array, hertzPerBin: number): number | undefined => {
  let best = 0;
  const first = Math.floor(lowestHertz / hertzPerBin);
  for (let bin = first; bin < frequencies.length; bin++) if ((frequencies[bin] ?? 0) > (frequencies[best] ?? 0) || best < first) best = bin;
  const [before, peak, after] = [frequencies[best - 1] ?? 0, frequencies[best] ?? 0, frequencies[best + 1] ?? 0];
  if (peak < quietest) return undefined;
  const bend = before - 2 * peak + after;
  return (best + (bend === 0 ? 0 : (before - after) / (2 * bend))) * hertzPerBin;
};
