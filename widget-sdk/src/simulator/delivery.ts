/** The way between people: everything arrives in order, after the same time. */
export interface Delivery {
  deliver(arrive: () => void): void;
  readonly underWay: () => number;
  /** Resolves when nothing is under way. */
  arrived(): Promise<void>;
}

/** A way of some length; of none, things arrive at once. */
export const createDelivery = (latencyMs: number): Delivery => {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  return {
    underWay: () => underWay,
    deliver(arrive) {
      if (latencyMs === 0) return arrive();
      underWay += 1;
      setTimeout(() => {
        underWay -= 1;
        arrive();
        if (underWay > 0) return;
        for (const resolve of waiting) resolve();
        waiting = [];
      }, latencyMs);
    },
    arrived: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
};
