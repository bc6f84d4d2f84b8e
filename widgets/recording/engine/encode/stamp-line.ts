/** Stamps that go back further than this have begun anew; less is the noise of a busy machine. */
const backUs = 500_000;

/**
 * Makes one line of the stamps of a track. Chromium counts anew, from zero, once a track's stream has arrived in its
 * worker: what comes then follows what came before.
 */
export const createStampLine = (): ((stampUs: number, durationUs: number) => number) => {
  let shiftUs = 0;
  let endUs: number | undefined;
  return (stampUs, durationUs) => {
    if (endUs !== undefined && stampUs + shiftUs < endUs - backUs) shiftUs = endUs - stampUs;
    endUs = stampUs + shiftUs + durationUs;
    return stampUs + shiftUs;
  };
};
