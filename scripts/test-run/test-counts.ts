/** A test that did not run, and why. */
export interface SkippedTest {
  readonly name: string;
  readonly reason: string;
}

/** What became of the tests of one runner. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly SkippedTest[];
}

/**
 * The counts of one run: a runner that ended badly without naming a failed test, or that left no
 * report, counts as one failure.
 */
export const judgeRun = (counts: TestCounts | undefined, exitCode: number): TestCounts => {
  if (counts === undefined) return { passed: 0, failed: 1, skipped: [] };
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

/** Counts of several runs together. */
export const sumCounts = (runs: readonly TestCounts[]): TestCounts => ({
  passed: runs.reduce((sum, run) => sum + run.passed, 0),
  failed: runs.reduce((sum, run) => sum + run.failed, 0),
  skipped: runs.flatMap((run) => run.skipped),
});

/** The last line of a test run. */
export const closingLine = ({ passed, failed, skipped }: TestCounts): string =>
  `${passed} passed, ${failed} failed, ${skipped.length} skipped`;

/** Whether the whole is a success: something ran and nothing failed. */
export const isGreen = ({ passed, failed }: TestCounts): boolean => passed > 0 && failed === 0;
