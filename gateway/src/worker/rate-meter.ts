import type { PublisherFigures } from "../processes/worker-calls.ts";
import type { ReceivedFigures } from "../protocols/webrtc/receive-tracks.ts";

/** Measures how much a publisher sends. */
export interface RateMeter {
  /** To be called at even intervals. */
  measure(elapsedMs: number): PublisherFigures;
  /** It sends far more than it may, in spite of what it was told. */
  isTooFast(): boolean;
}

/** So many measurements in a row above one and a half of what is allowed: the publisher does not listen. */
const excess = { measurements: 6, factor: 1.5 } as const;

/** Makes the meter of one publisher. */
export const createRateMeter = (stream: string, read: () => ReceivedFigures, maxBitsPerSecond: number): RateMeter => {
  let before = 0;
  let tooFast = 0;
  return {
    measure(elapsedMs) {
      const figures = read();
      const bitsPerSecond = Math.round(((figures.receivedBytes - before) * 8_000) / Math.max(elapsedMs, 1));
      before = figures.receivedBytes;
      tooFast = bitsPerSecond > maxBitsPerSecond * excess.factor ? tooFast + 1 : 0;
      return { stream, ...figures, bitsPerSecond };
    },
    isTooFast: () => tooFast >= excess.measurements,
  };
};
