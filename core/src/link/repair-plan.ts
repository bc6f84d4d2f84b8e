/** What is known of a connection when its health is judged. */
export interface ConnectionHealth {
  readonly ice: RTCIceConnectionState;
  /** Milliseconds since `ice` took this value, or since the connection was made. */
  readonly sinceMs: number;
  /** It has been connected at least once. */
  readonly everConnected: boolean;
  /** Milliseconds since the last ICE restart; undefined when none is under way. */
  readonly restartedMs: number | undefined;
  /** Connections made anew since the link was last up. */
  readonly rebuilds: number;
  /** The other side's seat is away: it cannot take part in a repair. */
  readonly peerAway: boolean;
}

/** What to do about a connection now; `checkInMs` says when to judge again. */
export type RepairPlan =
  | { readonly act: "none"; readonly checkInMs: number | undefined }
  | { readonly act: "restart"; readonly checkInMs: number }
  | { readonly act: "rebuild"; readonly checkInMs: undefined }
  | { readonly act: "fail"; readonly checkInMs: undefined };

/**
 * Times in milliseconds. Chromium calls a path `disconnected` about 6 s after the last packet and
 * `failed` 10 s later; an ICE restart must come before `failed`, where simple-peer gives up.
 */
export const repairTimes = { firstConnect: 15_000, beforeRestart: 1_500, afterRestart: 7_000, maxRebuilds: 5 } as const;

/** Judges one connection. */
export const planRepair = (health: ConnectionHealth): RepairPlan => {
  const { ice, sinceMs, everConnected, restartedMs, rebuilds, peerAway } = health;
  if (ice === "connected" || ice === "completed") return { act: "none", checkInMs: undefined };
  if (peerAway) return { act: "none", checkInMs: undefined };
  if (ice === "failed" || ice === "closed") return rebuilds >= repairTimes.maxRebuilds ? failed : rebuild;
  if (!everConnected) return waitOr(sinceMs, repairTimes.firstConnect, rebuilds >= repairTimes.maxRebuilds ? failed : rebuild);
  if (restartedMs !== undefined) return waitOr(restartedMs, repairTimes.afterRestart, rebuild);
  return waitOr(sinceMs, repairTimes.beforeRestart, { act: "restart", checkInMs: repairTimes.afterRestart });
};

const rebuild: RepairPlan = { act: "rebuild", checkInMs: undefined };
const failed: RepairPlan = { act: "fail", checkInMs: undefined };

const waitOr = (elapsedMs: number, limitMs: number, then: RepairPlan): RepairPlan =>
  elapsedMs < limitMs ? { act: "none", checkInMs: limitMs - elapsedMs } : then;

/** How long to wait before the n-th connection anew, in milliseconds: 0, 1, 2, 4, 8 s. */
export const rebuildDelayMs = (rebuilds: number): number => (rebuilds === 0 ? 0 : 1_000 * 2 ** (rebuilds - 1));
