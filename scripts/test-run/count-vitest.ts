import { writeFileSync } from "node:fs";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import type { TestCounts, UnpassedTest } from "./test-counts.ts";

/** Writes the counts of a vitest run, with the reasons of failed and skipped tests, to the file that TFX_TEST_REPORT names. */
// oxlint-disable-next-line import/no-default-export -- vitest takes a reporter from a file's default export
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const of = (state: string): TestCase[] => tests.filter((test) => test.result().state === state);
    const brokenModules = modules.filter((module) => module.errors().length > 0);
    const counts: TestCounts = {
      passed: of("passed").length,
      failed: [
        ...of("failed").map(failed),
        ...brokenModules.map((module) => ({ name: module.relativeModuleId, reason: module.errors()[0]?.message ?? "" })),
      ],
      skipped: of("skipped").map(skipped),
    };
    const file = process.env.TFX_TEST_REPORT;
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
  }
}

const failed = (test: TestCase): UnpassedTest => ({
  name: `${test.module.relativeModuleId} > ${test.fullName}`,
  reason: test.result().errors?.[0]?.message.split("\n", 1).join() ?? "no reason given",
});

const skipped = (test: TestCase): UnpassedTest => {
  const result = test.result();
  return { name: test.fullName, reason: (result.state === "skipped" ? result.note : undefined) ?? "no reason given" };
};
