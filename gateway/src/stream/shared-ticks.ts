interface Beat {
  readonly ticks: Set<() => void>;
  readonly timer: NodeJS.Timeout;
}

const beats = new Map<number, Beat>();

const start = (everyMs: number): Beat => {
  const ticks = new Set<() => void>();
  const timer = setInterval(() => {
    for (const tick of ticks) tick();
  }, everyMs);
  const beat = { ticks, timer };
  beats.set(everyMs, beat);
  return beat;
};

/**
 * Calls at even intervals, all who wish the same interval at the same moments: a process that wakes up for each
 * stream alone spends more on waking up than on its streams. Answers how to stop.
 */
export const tickTogether = (everyMs: number, tick: () => void): (() => void) => {
  const beat = beats.get(everyMs) ?? start(everyMs);
  beat.ticks.add(tick);
  return () => {
    beat.ticks.delete(tick);
    if (beat.ticks.size > 0 || beats.get(everyMs) !== beat) return;
    clearInterval(beat.timer);
    beats.delete(everyMs);
  };
};
