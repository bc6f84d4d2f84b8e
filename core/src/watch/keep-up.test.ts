import { describe, expect, it, vi } from "vitest";
import { keepUp, rateOf } from "./keep-up.ts";

describe("a live player", () => {
  it("goes at its usual rate where it should be, or a little off", () => {
    expect(rateOf({ lateS: 0, aheadS: 0.6 })).toBe(1);
    expect(rateOf({ lateS: 0.04, aheadS: 0.6 })).toBe(1);
    expect(rateOf({ lateS: -0.2, aheadS: 0.6 })).toBe(1);
  });

  it("catches up unheard, until it is there", () => {
    expect(rateOf({ lateS: 0.1, aheadS: 0.6 })).toBe(1.03);
    expect(rateOf({ lateS: 0.02, aheadS: 0.6 }, 1.03)).toBe(1.03);
    expect(rateOf({ lateS: 0, aheadS: 0.6 }, 1.03)).toBe(1);
  });

  it("hurries when it is far behind, within bounds", () => {
    expect(rateOf({ lateS: 1, aheadS: 1.5 })).toBeCloseTo(1.1);
    expect(rateOf({ lateS: 2.9, aheadS: 3 })).toBe(1.2);
  });

  it("does not play into a stall", () => expect(rateOf({ lateS: 0.5, aheadS: 0.2 }, 1.05)).toBe(1));

  it("stays where somebody went on purpose", () => expect(rateOf({ lateS: 20, aheadS: 10 })).toBe(1));

  it("makes up for a clock that is off by 200 millionths, for hours", () => {
    let [lateS, rate, worst] = [0, 1, 0];
    for (let lookS = 0; lookS < 4 * 3_600; lookS += 0.25) {
      lateS += 0.25 * 200e-6 - 0.25 * (rate - 1);
      rate = rateOf({ lateS, aheadS: 0.5 }, rate);
      worst = Math.max(worst, lateS);
    }
    expect(worst).toBeLessThan(0.06);
  });
});

it("is back at its usual rate as soon as nobody knows where it is, while it stands still, and at the end", () => {
  vi.useFakeTimers();
  try {
    const video = { paused: false, currentTime: 10, playbackRate: 1, buffered: { length: 1, end: () => 11.5 } };
    const place: { latency: number; targetLatency: number | null } = { latency: 2, targetLatency: 1 };
    const stop = keepUp(video, place);
    const rateAfter = (change: () => void): number => {
      Object.assign(video, { paused: false });
      Object.assign(place, { latency: 2, targetLatency: 1 });
      vi.advanceTimersByTime(250);
      expect(video.playbackRate).toBeCloseTo(1.1);
      change();
      vi.advanceTimersByTime(250);
      return video.playbackRate;
    };
    // The playlist has not come again; another is being loaded; somebody pauses.
    expect(rateAfter(() => (place.latency = 0))).toBe(1);
    expect(rateAfter(() => (place.targetLatency = null))).toBe(1);
    expect(rateAfter(() => (video.paused = true))).toBe(1);
    expect(rateAfter(stop)).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});
