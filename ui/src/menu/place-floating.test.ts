import { describe, expect, it } from "vitest";
import { placeFloating } from "./place-floating.ts";

const window = { width: 1000, height: 600 };
const anchor = { left: 400, top: 300, width: 50, height: 40 };
const part = { width: 200, height: 100 };
const wish = { side: "above", align: "start", rightToLeft: false, gap: 8, window } as const;

describe("a floating part", () => {
  it("stands on the wished side, edges in line", () => {
    expect(placeFloating(anchor, part, wish)).toEqual({ left: 400, top: 192 });
    expect(placeFloating(anchor, part, { ...wish, side: "below", align: "end" })).toEqual({ left: 250, top: 348 });
    expect(placeFloating(anchor, part, { ...wish, align: "center" })).toEqual({ left: 325, top: 192 });
  });

  it("mirrors its alignment in right-to-left text", () => {
    expect(placeFloating(anchor, part, { ...wish, rightToLeft: true }).left).toBe(250);
  });

  it("turns to the other side when it does not fit", () => {
    expect(placeFloating({ ...anchor, top: 50 }, part, wish).top).toBe(98);
    expect(placeFloating({ ...anchor, top: 550 }, part, { ...wish, side: "below" }).top).toBe(442);
  });

  it("stays within the window", () => {
    expect(placeFloating({ ...anchor, left: 980 }, part, wish).left).toBe(792);
    expect(placeFloating(anchor, { width: 2000, height: 2000 }, wish)).toEqual({ left: 8, top: 8 });
  });
});
