/** How often something may happen: tokens that come back with time. */
export interface TokenBucket {
  /** Takes tokens and answers 0, or takes none and answers the wait in milliseconds until they are there. */
  take(count?: number): number;
}

/** Makes a full bucket. */
export const createTokenBucket = ({
  perSecond,
  burst,
  nowMs = () => performance.now(),
}: {
  perSecond: number;
  burst: number;
  nowMs?: () => number;
}): TokenBucket => {
  let left = burst;
  let at = nowMs();
  return {
    take(count = 1) {
      const now = nowMs();
      left = Math.min(burst, left + ((now - at) / 1_000) * perSecond);
      at = now;
      if (left < count) return Math.ceil(((count - left) / perSecond) * 1_000);
      left -= count;
      return 0;
    },
  };
};
