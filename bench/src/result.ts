/** One figure of a benchmark: ours against a baseline of the same run. */
export interface BenchResult {
  readonly bench: string;
  readonly metric: string;
  readonly ours: number;
  readonly baseline: number;
  /** What the baseline is, with its version. */
  readonly baselineName: string;
  /** Ours to baseline, the median of the rounds' ratios; lower is better. */
  readonly ratio: number;
  readonly unit: string;
  readonly rounds: number;
}

/** Middle of the values; the mean of the middle two of an even number. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
};

/** A measured pair: one round of ours and one of the baseline, close in time. */
export interface Round {
  readonly ours: number;
  readonly baseline: number;
}

/** The result of alternating rounds: medians, and the median of the rounds' ratios. */
export const resultOf = (name: Pick<BenchResult, "bench" | "metric" | "baselineName" | "unit">, rounds: readonly Round[]): BenchResult => ({
  ...name,
  ours: roundTo3(median(rounds.map(({ ours }) => ours))),
  baseline: roundTo3(median(rounds.map(({ baseline }) => baseline))),
  ratio: roundTo3(median(rounds.map(({ ours, baseline }) => ours / baseline))),
  rounds: rounds.length,
});

const roundTo3 = (value: number): number => Math.round(value * 1_000) / 1_000;
