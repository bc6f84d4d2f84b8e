/** Decides which lost packets are asked for, and how often. */
export interface RepeatRequests {
  /** Which of those that are missing are to be asked for now. */
  due(missing: readonly number[], nowMs: number): readonly number[];
}

/** A request or its answer may be lost too: it is made again after this, then after twice as long, and so on. */
const firstAgainMs = 20;
/** More than these are not a loss but a break: a key picture mends it sooner. */
const mostMissing = 300;

/** Makes the requests of one run of packets. What is not missing any more is forgotten. */
export const createRepeatRequests = (): RepeatRequests => {
  let asked = new Map<number, { readonly nextMs: number; readonly againMs: number }>();
  return {
    due(missing, nowMs) {
      if (missing.length === 0 || missing.length > mostMissing) {
        asked.clear();
        return [];
      }
      const before = asked;
      asked = new Map();
      const out: number[] = [];
      for (const number of missing) {
        const last = before.get(number) ?? { nextMs: nowMs, againMs: firstAgainMs };
        const isDue = nowMs >= last.nextMs;
        if (isDue) out.push(number);
        asked.set(number, isDue ? { nextMs: nowMs + last.againMs, againMs: last.againMs * 2 } : last);
      }
      return out;
    },
  };
};
