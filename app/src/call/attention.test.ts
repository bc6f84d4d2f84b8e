import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createAttention } from "./attention.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a person who sits still for four seconds is idle, until they move", () => {
  const target = new EventTarget();
  const isIdle = createAttention(target, new AbortController().signal);
  vi.advanceTimersByTime(3_900);
  expect(isIdle.value).toBe(false);
  target.dispatchEvent(new Event("pointermove"));
  vi.advanceTimersByTime(3_900);
  expect(isIdle.value).toBe(false);
  vi.advanceTimersByTime(200);
  expect(isIdle.value).toBe(true);
  target.dispatchEvent(new Event("keydown"));
  expect(isIdle.value).toBe(false);
});

test("nothing is left running after the call", () => {
  const end = new AbortController();
  createAttention(new EventTarget(), end.signal);
  end.abort();
  expect(vi.getTimerCount()).toBe(0);
});
