import { expect, test } from "vitest";
import { median, resultOf } from "./result.ts";

test("the median is the middle, or the mean of the middle two", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test("the ratio is the median of the rounds' ratios, not the ratio of the medians", () => {
  const name = { bench: "b", metric: "m", baselineName: "bare", unit: "ms" };
  const rounds = [
    { ours: 10, baseline: 10 },
    { ours: 30, baseline: 20 },
    { ours: 80, baseline: 40 },
  ];
  expect(resultOf(name, rounds)).toMatchObject({ ours: 30, baseline: 20, ratio: 1.5, rounds: 3 });
});
