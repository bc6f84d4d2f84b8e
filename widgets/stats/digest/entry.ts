/** One entry of an RTCStatsReport (W3C webrtc-stats) as a plain record; any member may be missing. */
export type StatsEntry = Readonly<Record<string, unknown>>;
/** The entries of one report of one link. */
export type Report = readonly StatsEntry[];

/** A member that has to be a finite number; browsers leave out what they do not measure. */
export const numberOf = (entry: StatsEntry | undefined, member: string): number | undefined => {
  const value = entry?.[member];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
};

/** A member that has to be a text. */
export const textOf = (entry: StatsEntry | undefined, member: string): string | undefined => {
  const value = entry?.[member];
  return typeof value === "string" && value !== "" ? value : undefined;
};

/** Finds an entry by its id, or nothing for a missing reference. */
export const byId = (report: Report | undefined, id: string | undefined): StatsEntry | undefined =>
  id === undefined ? undefined : report?.find((entry) => entry["id"] === id);

/** The entries of a type. */
export const ofType = (report: Report, type: string): Report => report.filter((entry) => entry["type"] === type);

/**
 * How much a counter grew between two reports. A counter that went back was begun anew (another
 * connection under the same id): nothing is known of that second.
 */
export const growth = (before: StatsEntry | undefined, now: StatsEntry, member: string): number | undefined => {
  const [first, second] = [numberOf(before, member), numberOf(now, member)];
  return first === undefined || second === undefined || second < first ? undefined : second - first;
};

/** Seconds between two reports of an entry; nothing where the clock stood still or went back. */
const secondsBetween = (before: StatsEntry | undefined, now: StatsEntry): number | undefined => {
  const [first, second] = [numberOf(before, "timestamp"), numberOf(now, "timestamp")];
  return first === undefined || second === undefined || second <= first ? undefined : (second - first) / 1000;
};

/** Growth of a counter a second. */
export const perSecond = (before: StatsEntry | undefined, now: StatsEntry, member: string): number | undefined => {
  const [grown, seconds] = [growth(before, now, member), secondsBetween(before, now)];
  return grown === undefined || seconds === undefined ? undefined : grown / seconds;
};
