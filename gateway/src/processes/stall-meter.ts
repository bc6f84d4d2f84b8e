/**
 * Tells a timer that runs every `everyMs` for how long its process did not run since it was asked last, or 0.
 * A machine that slept, or a process that was stopped, has not heard what came meanwhile: nobody is dead for that.
 */
export const createStallMeter = (everyMs: number, nowMs: () => number = () => performance.now()): (() => number) => {
  let lastMs = nowMs();
  return () => {
    const elapsedMs = nowMs() - lastMs;
    lastMs += elapsedMs;
    return elapsedMs > everyMs * 3 ? elapsedMs : 0;
  };
};
