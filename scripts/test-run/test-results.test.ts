import { expect, test } from "vitest";
import { afterSecondTry, closingLines, failedFiles, isGreen, judgeRun, type TestResult } from "./test-results.ts";

const result = (name: string, outcome: TestResult["outcome"], reason = "", file = "core/call.test.ts"): TestResult => ({
  file,
  name,
  outcome,
  reason,
});
const good = result("a call", "passed");
const bad = result("a sound", "failed", "no sound");
const skipped = result("a relay", "skipped", "no coturn", "turn/relay.test.ts");

test("a run is what it reports", () => {
  expect(judgeRun([good], 0)).toEqual([good]);
  expect(judgeRun([good, bad], 1)).toEqual([good, bad]);
});

test("a runner that crashed counts as a failure", () => {
  expect(isGreen(judgeRun(undefined, 0))).toBe(false);
  expect(isGreen(judgeRun([good], 1))).toBe(false);
  expect(failedFiles(judgeRun([good], 1))).toEqual([]);
});

test("nothing that ran is no success", () => {
  expect(isGreen([skipped])).toBe(false);
});

test("what did not simply pass is named at the end, and the last line counts all", () => {
  expect(closingLines([bad, good, skipped, result("a face", "passed at the second try", "no face yet")])).toEqual([
    "skipped: turn/relay.test.ts › a relay (no coturn)",
    "passed at the second try: core/call.test.ts › a face (no face yet)",
    "failed: core/call.test.ts › a sound (no sound)",
    "",
    "2 passed, 1 failed, 1 skipped",
  ]);
});

test("a second try stands for its whole file, and says what failed at the first", () => {
  const first = [good, bad, skipped];
  expect(failedFiles(first)).toEqual([good.file]);
  const passed = afterSecondTry(first, [good, { ...bad, outcome: "passed", reason: "" }]);
  expect(passed).toEqual([skipped, good, { ...bad, outcome: "passed at the second try" }]);
  expect(isGreen(passed)).toBe(true);
  // What passed first and fails now is as bad, and so is a runner that ends.
  expect(isGreen(afterSecondTry(first, [result("a call", "failed", "gone"), { ...bad, outcome: "passed" }]))).toBe(false);
  expect(isGreen(afterSecondTry(first, judgeRun(undefined, 1)))).toBe(false);
});
