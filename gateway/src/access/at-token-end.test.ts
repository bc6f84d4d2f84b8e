import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { atTokenEnd } from "./at-token-end.ts";

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

it("lets go at the end of a token, not before, and once", () => {
  const letGo = vi.fn();
  atTokenEnd(1_000_000 + 30 * 86_400_000, letGo);
  vi.advanceTimersByTime(30 * 86_400_000 - 1);
  expect(letGo).not.toHaveBeenCalled();
  vi.advanceTimersByTime(120_000);
  expect(letGo).toHaveBeenCalledOnce();
});

it("goes by the clock, whatever it is put to meanwhile", () => {
  const letGo = vi.fn();
  atTokenEnd(1_000_000 + 3_600_000, letGo);
  vi.setSystemTime(1_000_000 + 3_600_000);
  vi.advanceTimersByTime(60_000);
  expect(letGo).toHaveBeenCalledOnce();
});

it("waits for nothing where no token is needed, and no longer once it is undone", () => {
  const letGo = vi.fn();
  atTokenEnd(undefined, letGo)();
  atTokenEnd(1_000_000, letGo)();
  vi.advanceTimersByTime(86_400_000);
  expect(letGo).not.toHaveBeenCalled();
});

it("lets nobody go before they are in, even with a token that ended meanwhile", () => {
  const letGo = vi.fn();
  atTokenEnd(999_000, letGo);
  expect(letGo).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(letGo).toHaveBeenCalledOnce();
});
