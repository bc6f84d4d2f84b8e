/** A test that did not pass, and why. */
export interface UnpassedTest {
  readonly name: string;
  readonly reason: string;
}

/** What became of the tests of one runner. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: readonly UnpassedTest[];
  readonly skipped: readonly UnpassedTest[];
}

/**
 * The counts of one run: a runner that ended badly without naming a failed test, or that left no
 * report, counts as one failure.
 */
export const judgeRun = (counts: TestCounts | undefined, exitCode: number): TestCounts => {
  const unnamed = { name: "the test runner", reason: `ended with ${exitCode} and named no failed test` };
  if (counts === undefined) return { passed: 0, failed: [{ ...unnamed, reason: "left no report" }], skipped: [] };
  return exitCode !== 0 && counts.failed.length === 0 ? { ...counts, failed: [unnamed] } : counts;
};

/** Counts of several runs together. */
export const sumCounts = (runs: readonly TestCounts[]): TestCounts => ({
  passed: runs.reduce((sum, run) => sum + run.passed, 0),
  failed: runs.flatMap((run) => run.failed),
  skipped: runs.flatMap((run) => run.skipped),
});

/** The last line of a test run. */
export const closingLine = ({ passed, failed, skipped }: TestCounts): string =>
  `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;

/** Whether the whole is a success: something ran and nothing failed. */
export const isGreen = ({ passed, failed }: TestCounts): boolean => passed > 0 && failed.length === 0;
