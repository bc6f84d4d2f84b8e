import { describe, expect, it } from "vitest";
import { litBars } from "./lit-bars.ts";

describe("the bars of a level meter", () => {
  it("are dark in silence and below what a microphone hums", () => {
    expect(litBars(0, 6)).toBe(0);
    expect(litBars(0.003, 6)).toBe(0);
  });

  it("are all lit at full level and never more than there are", () => {
    expect(litBars(1, 6)).toBe(6);
    expect(litBars(7, 6)).toBe(6);
  });

  it("rise by equal steps of loudness", () => {
    expect([0.01, 0.03, 0.1, 0.3].map((level) => litBars(level, 6))).toEqual([2, 3, 4, 5]);
  });
});
