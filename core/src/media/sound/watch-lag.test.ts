import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchLag } from "./watch-lag.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A graph whose clock a test holds up. */
const open = () => {
  let stoodMs = 0;
  const context = {
    state: "running" as AudioContextState,
    get currentTime() {
      return (performance.now() - stoodMs) / 1_000;
    },
  };
  const end = new AbortController();
  let renewed = 0;
  watchLag(context, () => void (renewed += 1), end.signal);
  return { context, end, stand: (ms: number) => void (stoodMs += ms), renewed: () => renewed };
};

it("has sources made anew once after the graph stood still, and not while all is well", () => {
  const { stand, renewed } = open();
  vi.advanceTimersByTime(10_000);
  expect(renewed()).toBe(0);
  stand(100);
  vi.advanceTimersByTime(10_000);
  expect(renewed()).toBe(1);
});

it("waits until a graph that sleeps goes on", () => {
  const { context, stand, renewed } = open();
  vi.advanceTimersByTime(3_000);
  context.state = "suspended";
  stand(5_000);
  vi.advanceTimersByTime(5_000);
  expect(renewed()).toBe(0);
  context.state = "running";
  vi.advanceTimersByTime(3_000);
  expect(renewed()).toBe(1);
});

it("ends with the graph", () => {
  const { end, stand, renewed } = open();
  vi.advanceTimersByTime(3_000);
  end.abort();
  stand(500);
  vi.advanceTimersByTime(5_000);
  expect(renewed()).toBe(0);
});
