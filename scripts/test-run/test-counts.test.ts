import { expect, test } from "vitest";
import { closingLine, isGreen, judgeRun, sumCounts } from "./test-counts.ts";

const good = { passed: 3, failed: [], skipped: [] };
const bad = { name: "a call", reason: "no sound" };

test("a run is what it reports", () => {
  expect(judgeRun(good, 0)).toEqual(good);
  expect(judgeRun({ ...good, failed: [bad] }, 1)).toEqual({ ...good, failed: [bad] });
});

test("a runner that crashed counts as a failure", () => {
  expect(judgeRun(undefined, 0).failed).toHaveLength(1);
  expect(judgeRun(good, 1).failed).toHaveLength(1);
  expect(isGreen(judgeRun(undefined, 0))).toBe(false);
});

test("nothing that ran is no success", () => {
  expect(isGreen({ passed: 0, failed: [], skipped: [{ name: "all", reason: "no browser" }] })).toBe(false);
});

test("the closing line counts all runs together", () => {
  const sum = sumCounts([good, { passed: 4, failed: [bad], skipped: [{ name: "a relay", reason: "no coturn" }] }]);
  expect(closingLine(sum)).toBe("7 passed, 1 failed, 1 skipped");
  expect(isGreen(sum)).toBe(false);
});
