import { expect, it } from "vitest";
import { slopeOf } from "./slope.ts";

it("a slope is what values grow by, whatever is missing among them", () => {
  expect(slopeOf([10, 12, 14, 16])).toBeCloseTo(2);
  expect(slopeOf([10, Number.NaN, 14, 16])).toBeCloseTo(2);
  expect(slopeOf([5, 7, 5, 7, 5])).toBeCloseTo(0);
});
