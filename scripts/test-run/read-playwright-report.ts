import { stripVTControlCharacters } from "node:util";
import type { JSONReport, JSONReportSpec, JSONReportSuite, JSONReportTest } from "@playwright/test/reporter";
import type { TestCounts } from "./test-counts.ts";

/** The counts of a report of Playwright's JSON reporter. A test that passed at the second try has passed. */
export const readPlaywrightReport = (report: JSONReport): TestCounts => {
  const specs = report.suites.flatMap(specsOf);
  const of = (...states: JSONReportTest["status"][]) =>
    specs.flatMap((spec) => spec.tests.filter(({ status }) => states.includes(status)).map((test) => ({ spec, test })));
  return {
    passed: of("expected", "flaky").length,
    // Errors outside tests: a file that does not load, a set-up that fails.
    failed: [
      ...of("unexpected").map(({ spec, test }) => ({ name: spec.title, reason: firstLine(test.results.at(-1)?.error?.message) })),
      ...report.errors.map(({ message }) => ({ name: "set-up", reason: firstLine(message) })),
    ],
    skipped: of("skipped").map(({ spec, test }) => ({ name: spec.title, reason: reasonOf(test) })),
  };
};

const specsOf = (suite: JSONReportSuite): JSONReportSpec[] => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];

const firstLine = (text = "no reason given"): string => stripVTControlCharacters(text).split("\n", 1).join();

const reasonOf = ({ annotations }: JSONReportTest): string =>
  annotations.find(({ type }) => type === "skip" || type === "fixme")?.description ?? "no reason given";
