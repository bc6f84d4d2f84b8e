import { expect, it } from "vitest";
import { createStampLine } from "./stamp-line.ts";

it("stamps that begin anew follow those before them", () => {
  const line = createStampLine();
  const stamps = [9_240_000, 9_250_000, 39_000, 49_000, 48_000].map((at) => line(at, 10_000));
  expect(stamps).toEqual([9_240_000, 9_250_000, 9_260_000, 9_270_000, 9_269_000]);
});
