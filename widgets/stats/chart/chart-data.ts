import type { LinkDigest } from "../digest/digest.ts";

/** Reads one figure of a second. */
export type Pick = (digest: LinkDigest) => number | undefined;

/** Times in seconds before the latest second, and one row of values for each figure; null leaves a gap. */
export type ChartData = [x: number[], ...y: (number | null)[][]];

/** Seconds without a report after which a line is broken. */
const gapSeconds = 2.5;

/** Lays figures out for a chart. */
export const chartData = (digests: readonly LinkDigest[], picks: readonly Pick[]): ChartData => {
  const end = digests.at(-1)?.at ?? 0;
  const x: number[] = [];
  const rows: (number | null)[][] = picks.map(() => []);
  for (const digest of digests) {
    const at = (digest.at - end) / 1000;
    const last = x.at(-1);
    if (last !== undefined && at - last > gapSeconds) {
      x.push(last + 1);
      for (const row of rows) row.push(null);
    }
    x.push(at);
    for (const [index, pick] of picks.entries()) rows[index]?.push(pick(digest) ?? null);
  }
  return [x, ...rows];
};

/** The latest, least and largest of a row, for those who do not see the line. */
export const summarizeRow = (row: readonly (number | null)[]): { now: number; min: number; max: number } | undefined => {
  const values = row.filter((value) => value !== null);
  const now = values.at(-1);
  return now === undefined ? undefined : { now, min: Math.min(...values), max: Math.max(...values) };
};
