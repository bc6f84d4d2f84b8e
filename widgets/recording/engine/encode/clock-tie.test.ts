import { describe, expect, it } from "vitest";
import { createClockTie } from "./clock-tie.ts";

describe("two clocks", () => {
  it("are told apart by what came with the least delay", () => {
    const tie = createClockTie();
    expect([tie(1_000, 51_000), tie(2_000, 32_000), tie(3_000, 90_000)]).toEqual([51_000, 32_000, 33_000]);
  });

  it("stay tied when one of them drifts", () => {
    const tie = createClockTie();
    let at = 0;
    for (let us = 0; us <= 60_000_000; us += 10_000) at = tie(us * 0.999, us);
    expect(60_000_000 - at).toBeLessThan(11_000);
  });
});
