import { expect, it } from "vitest";
import { createStallMeter } from "./stall-meter.ts";

it("a process that was stopped knows for how long, once", () => {
  let nowMs = 0;
  const stalled = createStallMeter(250, () => nowMs);
  const after = (ms: number) => {
    nowMs += ms;
    return stalled();
  };
  expect([after(250), after(400), after(8_000), after(250)]).toEqual([0, 0, 8_000, 0]);
});
