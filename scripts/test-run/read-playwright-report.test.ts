import { expect, test } from "vitest";
import type { JSONReport } from "@playwright/test/reporter";
import { readPlaywrightReport } from "./read-playwright-report.ts";

type Status = "expected" | "unexpected" | "flaky" | "skipped";

const spec = (title: string, status: Status, description?: string) => ({
  title,
  tests: [
    {
      status,
      results: [{ error: { message: "\u001B[31mAmara is seen\u001B[39m\n\nmore" } }],
      annotations: description === undefined ? [] : [{ type: "skip", description }],
    },
  ],
});

const report = (suites: object[], errors: object[] = []): JSONReport => JSON.parse(JSON.stringify({ suites, errors })) as JSONReport;

test("tests of nested suites are counted, with the reasons of those that were skipped", () => {
  const inner = { specs: [spec("relayed", "skipped", "coturn is not installed"), spec("late", "flaky")] };
  const counts = readPlaywrightReport(report([{ specs: [spec("two", "expected"), spec("bad", "unexpected")], suites: [inner] }]));
  expect(counts).toEqual({
    passed: 2,
    failed: [{ name: "bad", reason: "Amara is seen" }],
    skipped: [{ name: "relayed", reason: "coturn is not installed" }],
  });
});

test("a failed set-up is a failure", () => {
  expect(readPlaywrightReport(report([], [{ message: "no browser" }]))).toMatchObject({
    passed: 0,
    failed: [{ name: "set-up", reason: "no browser" }],
  });
});
