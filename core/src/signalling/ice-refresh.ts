import type { IceServer } from "@tfx/protocol";

const leastMs = 10_000;
const mostMs = 2 ** 31 - 1;

/**
 * When to ask for ICE servers again, in milliseconds from now: halfway to the first expiry of a TURN
 * credential, whose username begins with its time in seconds (draft-uberti-behave-turn-rest-00 §2.2).
 * Undefined when nothing expires.
 */
export const iceRefreshDelayMs = (servers: readonly IceServer[], nowMs: number): number | undefined => {
  const expiries = servers.flatMap(({ username }) => {
    const [, seconds] = /^(\d{9,11})(?::|$)/.exec(username ?? "") ?? [];
    return seconds === undefined ? [] : [Number(seconds) * 1_000];
  });
  if (expiries.length === 0) return undefined;
  return Math.min(mostMs, Math.max(leastMs, (Math.min(...expiries) - nowMs) / 2));
};
