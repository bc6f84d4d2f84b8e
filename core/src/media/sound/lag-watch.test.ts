import { expect, it } from "vitest";
import { createLagWatch } from "./lag-watch.ts";

const told = (lags: readonly number[]): number => {
  const watch = createLagWatch();
  return lags.filter((lag) => watch(lag)).length;
};
const steady = (count: number, lag: number) => Array.from({ length: count }, (_, index) => lag + (index % 3) * 4);

it("a graph that keeps up is left alone, whatever its beginning was", () => expect(told(steady(200, 1_234))).toBe(0));

it("time that was lost is noticed once, soon after", () => {
  const watch = createLagWatch();
  for (const lag of steady(50, 100)) expect(watch(lag)).toBe(false);
  const noticed = steady(50, 180).map((lag) => watch(lag));
  expect(noticed.indexOf(true)).toBeLessThan(8);
  expect(noticed.filter(Boolean)).toHaveLength(1);
});

it("a page that was busy for a moment says nothing of the graph", () =>
  expect(told([...steady(50, 100), 400, 350, 300, ...steady(50, 100)])).toBe(0));

it("a clock that is slower is followed", () =>
  expect(told(Array.from({ length: 1_000 }, (_, index) => index * 0.1))).toBeGreaterThanOrEqual(3));
