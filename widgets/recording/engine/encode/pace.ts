/** How much picture a recording has: pictures a second, and the part of the full width and height. */
export interface Pace {
  readonly fps: number;
  readonly scale: number;
}

/** From what is wanted to what nearly every machine can do beside a call. */
export const paces: readonly Pace[] = [
  { fps: 30, scale: 1 },
  { fps: 20, scale: 1 },
  { fps: 15, scale: 2 / 3 },
  { fps: 10, scale: 2 / 3 },
  { fps: 8, scale: 1 / 2 },
  { fps: 4, scale: 1 / 2 },
];

/** Less than this part of the pictures is too few. */
const enough = 0.75;
const plenty = 0.95;
const untilLower = 2;
const firstUntilHigher = 15;
const mostUntilHigher = 240;

/**
 * Finds how much picture a machine can record. Told each second how many pictures were encoded; answers with the
 * step to take of `paces`. Where a higher one was too much, it is tried again later each time.
 */
export const createPaceFinder = (): ((pictures: number, seconds: number) => number) => {
  let step = 0;
  let [few, many] = [0, 0];
  let untilHigher = firstUntilHigher;
  let wasRaised = false;
  const move = (by: 1 | -1): void => {
    step += by;
    // The second in which it changes says nothing of either.
    [few, many] = [-1, 0];
    if (by > 0 && wasRaised) untilHigher = Math.min(mostUntilHigher, untilHigher * 2);
    wasRaised = by < 0;
  };
  return (pictures, seconds) => {
    const part = pictures / seconds / (paces[step]?.fps ?? 1);
    if (few < 0) few = 0;
    else {
      few = part < enough ? few + 1 : 0;
      many = part < plenty ? 0 : many + 1;
    }
    if (few >= untilLower && step < paces.length - 1) move(1);
    else if (many >= untilHigher && step > 0) move(-1);
    return step;
  };
};
