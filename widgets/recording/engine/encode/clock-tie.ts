/** What comes later than it was stamped is late by a queue; the least late of so long a time shows how the clocks differ. */
const windowUs = 5_000_000;

/**
 * Tells moments of another clock by ours. Both go on alike, from beginnings of their own; the answer is never later than
 * now, and follows where one of them drifts.
 */
export const createClockTie = (): ((stampUs: number, nowUs: number) => number) => {
  let before = Infinity;
  let least = Infinity;
  let since = -Infinity;
  return (stampUs, nowUs) => {
    if (nowUs - since > windowUs) {
      before = least;
      least = Infinity;
      since = nowUs;
    }
    least = Math.min(least, nowUs - stampUs);
    return stampUs + Math.min(before, least);
  };
};
