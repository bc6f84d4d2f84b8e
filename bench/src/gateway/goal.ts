import type { BenchResult } from "../result.ts";

/** A figure beside what it must reach; below 1 × is better than that. */
export const besideGoal = (
  metric: string,
  { ours, goal, unit, rounds }: { readonly ours: number; readonly goal: number; readonly unit: string; readonly rounds: number },
): BenchResult => ({
  bench: "gateway",
  metric,
  ours: Math.round(ours * 1_000) / 1_000,
  baseline: goal,
  baselineName: "what it must reach",
  ratio: Math.round((ours / goal) * 1_000) / 1_000,
  unit,
  rounds,
});
