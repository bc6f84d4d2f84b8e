import { stripVTControlCharacters } from "node:util";

/** What became of one test. */
export interface TestResult {
  /** Its file, from the root of the repository. */
  readonly file: string;
  readonly name: string;
  readonly outcome: "passed" | "passed at the second try" | "failed" | "skipped";
  /** Why it was skipped, or what failed (for the second try: what failed at the first). Empty for one that passed. */
  readonly reason: string;
}

/** What of a message fits into a line of a list, without its colours. */
export const firstLine = (text = "no reason given"): string => stripVTControlCharacters(text).split("\n", 1).join();

/** A runner that ended badly without naming a failed test, or that left no results, counts as one failed test. */
export const judgeRun = (results: readonly TestResult[] | undefined, exitCode: number): readonly TestResult[] => {
  if (results !== undefined && (exitCode === 0 || results.some(({ outcome }) => outcome === "failed"))) return results;
  const reason = results === undefined ? "left no results" : `ended with ${exitCode} and named no failed test`;
  return [...(results ?? []), { file: "", name: "the test runner", outcome: "failed", reason }];
};

/** The files to try a second time. */
export const failedFiles = (results: readonly TestResult[]): readonly string[] => [
  ...new Set(results.filter(({ outcome, file }) => outcome === "failed" && file !== "").map(({ file }) => file)),
];

/** What stands after whole files were tried a second time. */
export const afterSecondTry = (first: readonly TestResult[], second: readonly TestResult[]): readonly TestResult[] => {
  const files = new Set(failedFiles(first));
  const failures = new Map(first.filter(({ outcome }) => outcome === "failed").map((result) => [`${result.file} ${result.name}`, result]));
  return [
    ...first.filter(({ file }) => !files.has(file)),
    ...second.map((result): TestResult => {
      const failure = failures.get(`${result.file} ${result.name}`);
      return failure !== undefined && result.outcome === "passed" ? { ...failure, outcome: "passed at the second try" } : result;
    }),
  ];
};

const countOf = (results: readonly TestResult[], ...outcomes: readonly TestResult["outcome"][]): number =>
  results.filter(({ outcome }) => outcomes.includes(outcome)).length;

/** The end of a test run: a line for each test that did not simply pass, the failed ones last, then the count. */
export const closingLines = (results: readonly TestResult[]): readonly string[] => {
  const linesOf = (wanted: TestResult["outcome"]): string[] =>
    results
      .filter(({ outcome }) => outcome === wanted)
      .map(({ file, name, reason }) => `${wanted}: ${[file, name].filter(Boolean).join(" › ")} (${reason})`);
  const passed = countOf(results, "passed", "passed at the second try");
  return [
    ...linesOf("skipped"),
    ...linesOf("passed at the second try"),
    ...linesOf("failed"),
    "",
    `${passed} passed, ${countOf(results, "failed")} failed, ${countOf(results, "skipped")} skipped`,
  ];
};

/** Whether the whole is a success: something ran and nothing failed. */
export const isGreen = (results: readonly TestResult[]): boolean =>
  countOf(results, "passed", "passed at the second try") > 0 && countOf(results, "failed") === 0;
