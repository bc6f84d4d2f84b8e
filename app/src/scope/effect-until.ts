import { effect } from "@preact/signals";

/** An effect that ends with the signal; whatever it returns is called before each next run and at the end. */
export const effectUntil = (signal: AbortSignal, run: () => void | (() => void)): void => {
  if (signal.aborted) return;
  const end = effect(run);
  signal.addEventListener("abort", end, { once: true });
};

/** Calls `run` again and again until the signal aborts. */
export const everyUntil = (signal: AbortSignal, intervalMs: number, run: () => void): void => {
  if (signal.aborted) return;
  const timer = setInterval(run, intervalMs);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
};

/** An event listener that ends with the signal. */
export const onceAborted = (signal: AbortSignal, run: () => void): void => {
  if (signal.aborted) run();
  else signal.addEventListener("abort", run, { once: true });
};
