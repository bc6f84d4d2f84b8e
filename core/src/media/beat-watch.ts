/** A worker that is watched says so often that it is there, in milliseconds; whoever watches looks as often. */
export const beatEveryMs = 1_000;

/** Looks in a row at which nothing was heard; one that is late may have been held up with everything else. */
const mostMissed = 6;
/** And before it was heard at all: its code may be long on its way. */
const mostAtFirst = 30;

/** Notices that a worker is gone: browsers tell nobody of one that was ended, or ran out of memory. */
export interface BeatWatch {
  /** Something was heard of it. */
  readonly heard: () => void;
  /** Told regularly that nothing else happened; answers whether it is gone. */
  readonly look: () => boolean;
}

/**
 * Makes a watch, to be looked at from the start of the worker. It counts its own looks and no time: while a computer
 * sleeps, or a page is held up, neither looks nor beats happen.
 */
export const createBeatWatch = (): BeatWatch => {
  let missed = mostMissed - mostAtFirst;
  return {
    heard: () => void (missed = 0),
    look: () => (missed += 1) > mostMissed,
  };
};
