/** Callers that wait until something can be found. */
export interface WaitQueue {
  /** Everybody looks again. */
  wakeAll(): void;
  /** What is found, or undefined when it takes longer than `mostMs`. */
  until<Found>(find: () => Found | undefined, mostMs: number): Promise<Found | undefined>;
}

/** Makes an empty queue. */
export const createWaitQueue = (): WaitQueue => {
  const waiting = new Set<() => void>();
  return {
    wakeAll() {
      for (const look of waiting) look();
    },
    until: (find, mostMs) =>
      new Promise((resolve) => {
        const finish = (found: ReturnType<typeof find>): void => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        const look = (): void => {
          const found = find();
          if (found !== undefined) finish(found);
        };
        const timer = setTimeout(() => finish(undefined), mostMs);
        waiting.add(look);
        look();
      }),
  };
};
