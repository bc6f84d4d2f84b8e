import { expect, it } from "vitest";
import { createStreamPace } from "./stream-pace.ts";

/** Frames of 20 ms for so many seconds, each so late. */
const paceOf = (seconds: number, lateUs: (atUs: number) => number) => {
  const pace = createStreamPace();
  for (let atUs = 0; atUs < seconds * 1e6; atUs += 20_000) pace.note(atUs - lateUs(atUs), atUs);
  return pace.lateUs;
};

it("follows a clock that runs wrong, either way", () => {
  for (const ppm of [30, -30, 200])
    expect(Math.abs(paceOf(3_600, (atUs) => atUs * ppm * 1e-6) - 3_600 * ppm)).toBeLessThan(ppm === 200 ? 3_500 : 700);
});

it("is not moved by frames that come late now and then, or by one with a strange time", () => {
  expect(paceOf(60, (atUs) => (atUs % 700_000 === 0 ? 0 : 250_000))).toBe(0);
  expect(paceOf(60, (atUs) => (atUs === 42_000_000 ? -3_000_000 : 0))).toBe(0);
});

it("follows a path that becomes longer, within a quarter of a minute", () => {
  const jump = (atUs: number) => (atUs < 60e6 ? 0 : 400_000);
  expect([paceOf(61, jump), paceOf(76, jump)]).toEqual([0, 400_000]);
});

it("knows nothing before there is something to compare with", () => {
  expect(paceOf(10, () => 90_000)).toBe(0);
  expect(paceOf(60, () => 90_000)).toBe(0);
});

it("believes nobody who comes hours too early", () => {
  expect(paceOf(60, (atUs) => (atUs < 20e6 ? 0 : -3_600e6))).toBe(-60e6);
});
