import { expect, it } from "vitest";
import { textTime, type Screen } from "./text-time.ts";

const screen: Screen = { kind: "direct", shownMs: 99_900, behindMs: 100, isPaused: false, nowMs: 100_000 };

it("texts come at once where the picture does, and while there is none", () => {
  expect(textTime(screen, undefined)).toBeGreaterThanOrEqual(100_000);
  expect(textTime({ ...screen, kind: undefined }, 5_000)).toBeGreaterThanOrEqual(100_000);
});

it("texts wait for a picture that is behind, and go back with it", () => {
  expect(textTime({ ...screen, kind: "hls", shownMs: 95_000 }, 94_000)).toBe(95_000);
  expect(textTime({ ...screen, kind: "past", shownMs: 40_000 }, 95_000)).toBe(40_000);
  expect(textTime({ ...screen, kind: "hls", shownMs: undefined, behindMs: 6_000 }, 5_000)).toBe(94_000);
});

it("texts stand still in a pause, and until it is known what is shown", () => {
  expect(textTime({ ...screen, isPaused: true }, 90_000)).toBe(90_000);
  expect(textTime({ ...screen, kind: "hls", shownMs: undefined, behindMs: undefined }, 90_000)).toBe(90_000);
  expect(textTime({ ...screen, kind: "hls", shownMs: undefined, behindMs: undefined }, undefined)).toBeUndefined();
});
