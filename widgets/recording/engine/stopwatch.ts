/** Time that was recorded, without pauses. */
export interface Stopwatch {
  readonly elapsedMs: () => number;
  pause(): void;
  resume(): void;
}

/** Starts at once. */
export const startStopwatch = (nowMs: () => number): Stopwatch => {
  let before = 0;
  let since: number | undefined = nowMs();
  const elapsedMs = (): number => before + (since === undefined ? 0 : nowMs() - since);
  return {
    elapsedMs,
    pause() {
      before = elapsedMs();
      since = undefined;
    },
    resume() {
      since ??= nowMs();
    },
  };
};
