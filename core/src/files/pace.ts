/** Bytes that had been written at a time. */
export interface Mark {
  readonly atMs: number;
  readonly bytes: number;
}

/** How fast a file goes, and how long it will take. */
export interface Pace {
  readonly bytesPerSecond: number;
  /** Absent while it stands still. */
  readonly secondsLeft?: number;
}

const windowMs = 3_000;

/** The marks of the last three seconds with one more; one older mark stays, so that the window is covered. */
export const addMark = (marks: readonly Mark[], mark: Mark): readonly Mark[] => {
  const from = marks.findLastIndex(({ atMs }) => atMs <= mark.atMs - windowMs);
  return [...marks.slice(Math.max(0, from)), mark];
};

/** What the marks amount to now. */
export const readPace = (marks: readonly Mark[], { size, nowMs }: { readonly size: number; readonly nowMs: number }): Pace => {
  const [first, last] = [marks[0], marks.at(-1)];
  if (first === undefined || last === undefined || nowMs <= first.atMs) return { bytesPerSecond: 0 };
  const bytesPerSecond = ((last.bytes - first.bytes) / (nowMs - first.atMs)) * 1_000;
  return bytesPerSecond > 0 ? { bytesPerSecond, secondsLeft: (size - last.bytes) / bytesPerSecond } : { bytesPerSecond: 0 };
};
