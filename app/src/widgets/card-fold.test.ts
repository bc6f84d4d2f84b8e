import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCardFold } from "./card-fold.ts";

const open = () => {
  const life = new AbortController();
  return { ...createCardFold(life.signal), leave: () => life.abort() };
};

describe("the cards about widgets of others", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("open for something new, and fold by themselves", () => {
    const fold = open();
    expect(fold.isFolded.value).toBe(true);
    fold.tell(1);
    expect(fold.isFolded.value).toBe(false);
    vi.advanceTimersByTime(7_900);
    expect(fold.isFolded.value).toBe(false);
    vi.advanceTimersByTime(200);
    expect(fold.isFolded.value).toBe(true);
    fold.tell(2);
    expect(fold.isFolded.value).toBe(false);
  });

  it("do not fold while somebody is at them", () => {
    const fold = open();
    fold.tell(1);
    fold.hold(true);
    vi.advanceTimersByTime(60_000);
    expect(fold.isFolded.value).toBe(false);
    fold.hold(false);
    vi.advanceTimersByTime(8_000);
    expect(fold.isFolded.value).toBe(true);
  });

  it("stay as the person wants them until there is something new", () => {
    const fold = open();
    fold.tell(1);
    fold.toggle();
    expect(fold.isFolded.value).toBe(true);
    fold.toggle();
    fold.hold(true);
    fold.hold(false);
    vi.advanceTimersByTime(60_000);
    expect(fold.isFolded.value).toBe(false);
    fold.tell(0);
    expect(fold.isFolded.value).toBe(true);
  });

  it("leave no timer behind", () => {
    const fold = open();
    fold.tell(1);
    fold.leave();
    fold.hold(true);
    fold.hold(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});
