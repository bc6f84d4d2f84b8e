import { expect, it } from "vitest";
import { addMark, readPace, type Mark } from "./pace.ts";

const marksOf = (...marks: readonly (readonly [atMs: number, bytes: number])[]): readonly Mark[] =>
  marks.reduce<readonly Mark[]>((all, [atMs, bytes]) => addMark(all, { atMs, bytes }), []);

it("a pace is that of the last three seconds, and says how long the rest takes", () => {
  const marks = marksOf([0, 0], [1_000, 9_000], [4_000, 10_000], [5_000, 12_000], [7_000, 16_000]);
  expect(readPace(marks, { size: 36_000, nowMs: 7_000 })).toEqual({ bytesPerSecond: 2_000, secondsLeft: 10 });
});

it("a pace of nothing leaves the time open", () => {
  expect(readPace([], { size: 10, nowMs: 5 })).toEqual({ bytesPerSecond: 0 });
  expect(readPace(marksOf([0, 5]), { size: 10, nowMs: 0 })).toEqual({ bytesPerSecond: 0 });
  expect(readPace(marksOf([0, 5], [9_000, 5]), { size: 10, nowMs: 9_000 })).toEqual({ bytesPerSecond: 0 });
});

it("few marks are kept, however long it takes", () => {
  const many = Array.from({ length: 1_000 }, (_, index) => [index * 250, index] as const);
  expect(marksOf(...many).length).toBeLessThan(16);
});
