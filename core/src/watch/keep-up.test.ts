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

  it("does not hurry over what would take too long", () => expect(rateOf({ lateS: 20, aheadS: 10 })).toBe(1));

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
    const video = { paused: false, seeking: false, currentTime: 10, playbackRate: 1, buffered: { length: 1, end: () => 11.5 } };
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

describe("a live player that is far behind", () => {
  /** A player of a stream that begins with second 0, at second 100 of it; it should be one second behind. */
  const openPlayer = () => {
    vi.useFakeTimers();
    const video = { paused: false, seeking: false, currentTime: 99, playbackRate: 1, buffered: { length: 1, end: () => 101 } };
    let nowS = 100;
    const place = {
      get latency() {
        return nowS - video.currentTime;
      },
      targetLatency: 1,
    };
    const stop = keepUp(video, place);
    const pass = (seconds: number, isStalled = false): void => {
      for (let past = 0; past < seconds; past += 0.25) {
        nowS += 0.25;
        if (!isStalled && !video.paused) video.currentTime += 0.25 * video.playbackRate;
        vi.advanceTimersByTime(250);
      }
    };
    const close = (): void => {
      stop();
      vi.useRealTimers();
    };
    return { video, pass, close, behindS: () => place.latency };
  };

  it("goes on with what is new after a long stall, again and again", () => {
    const { pass, close, behindS } = openPlayer();
    pass(2);
    for (let round = 0; round < 3; round += 1) {
      pass(10, true);
      pass(0.5);
      expect(behindS()).toBeCloseTo(1, 0);
    }
    close();
  });

  it("stays where somebody paused or went back, until it is live again", () => {
    const { video, pass, close, behindS } = openPlayer();
    pass(1);
    video.paused = true;
    pass(10);
    video.paused = false;
    pass(5);
    expect(behindS()).toBeCloseTo(11, 0);
    video.currentTime += 10;
    pass(1);
    video.currentTime -= 20;
    pass(5);
    expect(behindS()).toBeCloseTo(21, 0);
    // What stalls there stays there too.
    pass(4, true);
    pass(1);
    expect(behindS()).toBeCloseTo(25, 0);
    video.currentTime += 24;
    pass(1);
    pass(10, true);
    pass(1);
    expect(behindS()).toBeCloseTo(1, 0);
    close();
  });

  it("begins with what is new where it had to wait for a press on play", () => {
    const { video, pass, close, behindS } = openPlayer();
    video.paused = true;
    pass(30);
    video.paused = false;
    pass(1);
    expect(behindS()).toBeCloseTo(1, 0);
    close();
  });
});
