import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { tickTogether } from "./shared-ticks.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("those who wish the same interval are called together, by one timer that ends with the last of them", () => {
  const calls: string[] = [];
  const stopFirst = tickTogether(50, () => void calls.push("first"));
  vi.advanceTimersByTime(20);
  const stopSecond = tickTogether(50, () => void calls.push("second"));
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(30);
  expect(calls).toEqual(["first", "second"]);
  stopFirst();
  stopFirst();
  vi.advanceTimersByTime(50);
  expect(calls).toEqual(["first", "second", "second"]);
  stopSecond();
  expect(vi.getTimerCount()).toBe(0);
});
