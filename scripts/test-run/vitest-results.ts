import { writeFileSync } from "node:fs";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import { firstLine, type TestResult } from "./test-results.ts";

/** Writes the results of a vitest run to the file that TFX_TEST_RESULTS names. Vitest takes a reporter from a file's default export. */
export default class ResultsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env.TFX_TEST_RESULTS;
    if (file !== undefined) writeFileSync(file, JSON.stringify(modules.flatMap(resultsOf)));
  }
}

const resultsOf = (module: TestModule): TestResult[] => {
  const file = module.relativeModuleId;
  const [error] = module.errors();
  const tests = [...module.children.allTests()].map((test): TestResult => ({ file, name: test.fullName, ...becameOf(test) }));
  // A file that does not load, a hook around all of its tests that fails.
  return error === undefined ? tests : [...tests, { file, name: "the file itself", outcome: "failed", reason: firstLine(error.message) }];
};

const becameOf = (test: TestCase): Pick<TestResult, "outcome" | "reason"> => {
  const result = test.result();
  if (result.state === "passed") return { outcome: "passed", reason: "" };
  if (result.state === "skipped") return { outcome: "skipped", reason: result.note ?? "no reason given" };
  return { outcome: "failed", reason: firstLine(result.errors?.[0]?.message) };
};
