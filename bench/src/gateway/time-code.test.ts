import { describe, expect, it } from "vitest";
import { ageOf, timeCells } from "./time-code.ts";

const asBrightness = (cells: readonly boolean[]): number[] => cells.map((isWhite) => (isWhite ? 235 : 16));

describe("the time in a picture", () => {
  it("tells how old the picture is", () => {
    expect(ageOf(asBrightness(timeCells(1_700_000_000_000)), 1_700_000_000_321)).toBe(321);
  });

  it("goes on when it comes round", () => {
    const lastMs = 2 ** 24 * 100_000 - 5;
    expect(ageOf(asBrightness(timeCells(lastMs)), lastMs + 40)).toBe(40);
  });

  it("is not read from a picture that is damaged", () => {
    const cells = asBrightness(timeCells(1_700_000_000_000));
    cells[9] = 251 - (cells[9] ?? 0);
    expect(ageOf(cells, 1_700_000_000_321)).toBeUndefined();
  });
});
