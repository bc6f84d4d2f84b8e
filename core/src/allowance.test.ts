import { expect, it } from "vitest";
import { Allowance } from "./allowance.ts";

it("lets a burst through, then as many as come back with time", () => {
  let nowMs = 0;
  const allowance = new Allowance({ burst: 3, perSecond: 2, nowMs: () => nowMs });
  const takeFive = () => Array.from({ length: 5 }, () => allowance.take()).filter(Boolean).length;
  expect(takeFive()).toBe(3);
  nowMs = 1_000;
  expect(takeFive()).toBe(2);
  nowMs = 60_000;
  expect(takeFive()).toBe(3);
});
