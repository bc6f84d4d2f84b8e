import { createLagWatch } from "./lag-watch.ts";

const everyMs = 250;

/** Calls `renew` when a graph has lost time and the nodes of its sources have to be made anew, until the signal aborts. */
export const watchLag = (context: Pick<AudioContext, "state" | "currentTime">, renew: () => void, until: AbortSignal): void => {
  const hasLost = createLagWatch();
  const timer = setInterval(() => {
    if (context.state === "running" && hasLost(performance.now() - context.currentTime * 1_000)) renew();
  }, everyMs);
  until.addEventListener("abort", () => clearInterval(timer), { once: true });
};
