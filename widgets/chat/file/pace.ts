/** How far a file is, and how fast it goes. */
export interface Pace {
  /** 0 to 1. */
  readonly share: number;
  readonly bytesPerSecond: number;
  /** `undefined` while it stands still. */
  readonly secondsLeft: number | undefined;
}

/** Bytes that had been written at a time. */
export interface Mark {
  readonly atMs: number;
  readonly bytes: number;
}

const windowMs = 3_000;

/** The marks of the last three seconds with one more; one older mark stays, so that the window is covered. */
export const addMark = (marks: readonly Mark[], mark: Mark): readonly Mark[] => {
  const from = marks.findLastIndex(({ atMs }) => atMs <= mark.atMs - windowMs);
  return [...marks.slice(Math.max(0, from)), mark];
};

/** What the marks amount to. A file of no bytes is there at once. */
export const readPace = (marks: readonly Mark[], size: number, nowMs: number): Pace => {
  const last = marks.at(-1);
  const first = marks[0];
  if (last === undefined || first === undefined) return { share: size === 0 ? 1 : 0, bytesPerSecond: 0, secondsLeft: undefined };
  const elapsedMs = nowMs - first.atMs;
  const bytesPerSecond = elapsedMs <= 0 ? 0 : ((last.bytes - first.bytes) / elapsedMs) * 1_000;
  return {
    share: size === 0 ? 1 : Math.min(1, last.bytes / size),
    bytesPerSecond,
    secondsLeft: bytesPerSecond > 0 ? (size - last.bytes) / bytesPerSecond : undefined,
  };
};
