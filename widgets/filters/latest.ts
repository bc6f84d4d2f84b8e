/**
 * Runs a task again as long as something has changed since it began, at most once in `everyMs`: of quick
 * changes the latest counts.
 */
export const createLatest = (task: () => Promise<void>, { everyMs, signal }: { everyMs: number; signal: AbortSignal }): (() => void) => {
  let isRunning = false;
  let isStale = false;
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
    });
  const run = async (): Promise<void> => {
    isRunning = true;
    try {
      while (isStale && !signal.aborted) {
        isStale = false;
        await task();
        await pause();
      }
    } finally {
      // What went wrong once must not keep all later changes waiting.
      isRunning = false;
    }
  };
  return () => {
    isStale = true;
    if (!isRunning) void run();
  };
};
