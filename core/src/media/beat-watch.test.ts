import { expect, it } from "vitest";
import { createBeatWatch } from "./beat-watch.ts";

it("says of what is heard now and then that it is there", () => {
  const { heard, look } = createBeatWatch();
  heard();
  for (let round = 0; round < 50; round += 1) {
    for (let missed = 0; missed < 6; missed += 1) expect(look()).toBe(false);
    heard();
  }
});

it("says of what is heard no more that it is gone", () => {
  const { heard, look } = createBeatWatch();
  heard();
  expect(Array.from({ length: 8 }, look)).toEqual([false, false, false, false, false, false, true, true]);
});

it("waits longer for a worker to begin, and not for ever", () => {
  const { heard, look } = createBeatWatch();
  for (let missed = 0; missed < 30; missed += 1) expect(look()).toBe(false);
  expect(look()).toBe(true);
  heard();
  expect(look()).toBe(false);
});
