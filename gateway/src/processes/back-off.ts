/** Says how long to wait before something that keeps ending is started again. */
export interface BackOff {
  /** It ended, after so long a run; answers the wait before the next start. */
  next(ranMs: number): number;
}

/** The waits of a back-off. */
export interface BackOffOptions {
  readonly firstMs: number;
  readonly mostMs: number;
  /** What ran this long was well: the next start is at once. */
  readonly wellMs: number;
}

/** Makes a back-off: at once, then `firstMs`, then twice as long each time. */
export const createBackOff = ({ firstMs, mostMs, wellMs }: BackOffOptions): BackOff => {
  let waitMs = 0;
  return {
    next(ranMs) {
      const now = ranMs >= wellMs ? 0 : waitMs;
      waitMs = now === 0 ? firstMs : Math.min(now * 2, mostMs);
      return now;
    },
  };
};
