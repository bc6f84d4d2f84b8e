import { expect, test } from "vitest";
import type { JSONReport } from "@playwright/test/reporter";
import { playwrightResults } from "./playwright-results.ts";

type Status = "expected" | "unexpected" | "flaky" | "skipped";

const failure = { error: { message: "\u001B[31mAmara is seen\u001B[39m\n\nmore" } };
const spec = (title: string, status: Status, description?: string) => ({
  file: "call.test.ts",
  title,
  tests: [
    {
      status,
      results: status === "unexpected" || status === "flaky" ? [failure, {}] : [{}],
      annotations: description === undefined ? [] : [{ type: "skip", description }],
    },
  ],
});

const report = (suites: object[], errors: object[] = []): JSONReport => JSON.parse(JSON.stringify({ suites, errors })) as JSONReport;

test("tests of nested suites are found, with why they failed or were skipped", () => {
  const inner = { specs: [spec("relayed", "skipped", "coturn is not installed"), spec("late", "flaky")] };
  const results = playwrightResults(
    report([{ specs: [spec("two", "expected"), spec("bad", "unexpected")], suites: [inner] }]),
    "e2e/scenarios",
  );
  expect(results).toEqual(
    [
      { name: "two", outcome: "passed", reason: "" },
      { name: "bad", outcome: "failed", reason: "Amara is seen" },
      { name: "relayed", outcome: "skipped", reason: "coturn is not installed" },
      { name: "late", outcome: "passed at the second try", reason: "Amara is seen" },
    ].map((result) => ({ file: "e2e/scenarios/call.test.ts", ...result })),
  );
});

test("a failed set-up is a failure", () => {
  expect(playwrightResults(report([], [{ message: "no browser" }]), "e2e")).toMatchObject([{ outcome: "failed", reason: "no browser" }]);
});
