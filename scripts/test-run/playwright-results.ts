import { join } from "node:path";
import type { JSONReport, JSONReportSpec, JSONReportSuite, JSONReportTest } from "@playwright/test/reporter";
import { firstLine, type TestResult } from "./test-results.ts";

/** The results in a report of Playwright's JSON reporter; its paths begin in `folder`. */
export const playwrightResults = (report: JSONReport, folder: string): readonly TestResult[] => [
  ...report.suites
    .flatMap(specsOf)
    .flatMap(({ file, title, tests }) => tests.map((test): TestResult => ({ file: join(folder, file), name: title, ...becameOf(test) }))),
  // Errors outside tests: a file that does not load, a set-up that fails.
  ...report.errors.map(({ message }): TestResult => ({ file: "", name: "the set-up", outcome: "failed", reason: firstLine(message) })),
];

const specsOf = (suite: JSONReportSuite): JSONReportSpec[] => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];

const becameOf = ({ status, results, annotations }: JSONReportTest): Pick<TestResult, "outcome" | "reason"> => {
  if (status === "expected") return { outcome: "passed", reason: "" };
  if (status === "skipped")
    return {
      outcome: "skipped",
      reason: annotations.find(({ type }) => type === "skip" || type === "fixme")?.description ?? "no reason given",
    };
  return {
    outcome: status === "flaky" ? "passed at the second try" : "failed",
    reason: firstLine(results.find(({ error }) => error !== undefined)?.error?.message),
  };
};
