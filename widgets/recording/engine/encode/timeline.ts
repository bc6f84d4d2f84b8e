/** Where moments lie in a recording that has pauses; all in microseconds from its beginning. */
export interface Timeline {
  /** Where a moment lies in the file; undefined in a pause, and before the beginning. */
  of(atUs: number): number | undefined;
  /** How long the file is at a moment: in a pause, what was there before it. */
  lengthAt(atUs: number): number;
  readonly isPaused: () => boolean;
  pause(atUs: number): void;
  resume(atUs: number): void;
}

/** Begins at 0. */
export const createTimeline = (): Timeline => {
  let pausedUs = 0;
  let last: { from: number; to: number } | undefined;
  const of = (atUs: number): number | undefined => {
    if (atUs < 0) return undefined;
    if (last === undefined || atUs >= last.to) return atUs - pausedUs - (last === undefined ? 0 : last.to - last.from);
    // What was on its way when a pause began is still of the time before it.
    return atUs < last.from ? atUs - pausedUs : undefined;
  };
  return {
    of,
    lengthAt: (atUs) => of(atUs) ?? (last === undefined ? 0 : last.from - pausedUs),
    isPaused: () => last?.to === Infinity,
    pause(atUs) {
      if (last?.to === Infinity) return;
      if (last !== undefined) pausedUs += last.to - last.from;
      last = { from: atUs, to: Infinity };
    },
    resume(atUs) {
      if (last?.to === Infinity) last.to = atUs;
    },
  };
};
