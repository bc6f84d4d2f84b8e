/** What is remembered of the pictures that came. Times in milliseconds. */
export interface PaceMemory {
  readonly lastMs: number | undefined;
  /** Between two pictures of the camera, smoothed. */
  readonly intervalMs: number;
  /** Least time that a picture was under way to us: the path's own, without any waiting. */
  readonly pathMs: number;
  /** Pictures in a row that were left out. */
  readonly left: number;
  readonly dropped: number;
}

/** Whether a picture is drawn or left out. */
export interface PaceStep {
  readonly memory: PaceMemory;
  readonly draw: boolean;
}

const smoothing = 0.1;
const longestWait = 3;
/** So many in a row are left out at most: a slow machine shows fewer pictures, never none. */
const mostLeft = 2;
/** A longer pause is the camera's own, such as a dark room or another device, and says nothing of its rate. */
const longestGapMs = 500;
const pathDriftMs = 0.02;
/** Of what is too late all the time a share counts as the path's own: a clock has jumped, as when a machine wakes up. */
const catchUp = 0.02;

export const freshPace: PaceMemory = { lastMs: undefined, intervalMs: 1_000 / 30, pathMs: Infinity, left: 0, dropped: 0 };

/**
 * Takes the time stamp of a picture and the time at which it came. One that waited for more than three
 * pictures' time is left out, for newer ones stand behind it; a shorter wait is made up for by drawing on.
 */
export const paceFrame = (memory: PaceMemory, stampMs: number, nowMs: number): PaceStep => {
  const gapMs = memory.lastMs === undefined ? undefined : stampMs - memory.lastMs;
  if (gapMs !== undefined && gapMs <= -longestGapMs)
    return { memory: { ...freshPace, dropped: memory.dropped, lastMs: stampMs }, draw: true };
  if (gapMs !== undefined && gapMs <= 0) return { memory: { ...memory, dropped: memory.dropped + 1 }, draw: false };
  const steady = gapMs !== undefined && gapMs < longestGapMs;
  // Pictures that were lost on the way leave gaps of several intervals.
  const missed = steady ? Math.max(0, Math.round(gapMs / memory.intervalMs) - 1) : 0;
  const intervalMs = steady ? memory.intervalMs + (gapMs - memory.intervalMs) * smoothing : memory.intervalMs;
  const underWayMs = nowMs - stampMs;
  // Clocks of camera and page drift apart; the least must be able to grow.
  const pathMs = Math.min(memory.pathMs + pathDriftMs, underWayMs);
  const late = underWayMs - pathMs > intervalMs * longestWait;
  const next = late ? pathMs + (underWayMs - pathMs) * catchUp : pathMs;
  const draw = !late || memory.left >= mostLeft;
  const dropped = memory.dropped + missed + (draw ? 0 : 1);
  return { memory: { lastMs: stampMs, intervalMs, pathMs: next, left: draw ? 0 : memory.left + 1, dropped }, draw };
};
