import type { RecordingFacts } from "@tfx/protocol/broadcasts";
import { describe, expect, it } from "vitest";
import { earliestMs, growingOf, liveTimeline, placeOf } from "./timeline.ts";

const nowMs = Date.UTC(2030, 0, 1, 20);
const recording: RecordingFacts = { id: "r", startedAtMs: nowMs - 600_000, seconds: 598, isFinished: false, files: [] };
const times = { nowMs, heldFromMs: nowMs - 50_000, recording: undefined, shownMs: nowMs - 1_000 };

describe("the timeline of a live broadcast", () => {
  it("goes back by what the player holds, and as far as the recording where there is one", () => {
    expect(liveTimeline(times)).toEqual({ kind: "live", fromS: -50, toS: 0, atS: -1 });
    expect(liveTimeline({ ...times, recording })).toMatchObject({ fromS: -600 });
    expect(liveTimeline({ ...times, heldFromMs: undefined, recording })).toMatchObject({ fromS: -600 });
  });

  it("is not there before there is something to go back to", () => {
    expect(liveTimeline({ ...times, heldFromMs: nowMs - 5_000 })).toBeUndefined();
    expect(liveTimeline({ ...times, heldFromMs: undefined })).toBeUndefined();
  });

  it("never shows a place outside of itself", () => {
    expect(liveTimeline({ ...times, shownMs: nowMs + 3_000 })?.atS).toBe(0);
    expect(liveTimeline({ ...times, shownMs: nowMs - 3_600_000 })?.atS).toBe(-50);
  });

  it("does not go back to a recording that has nothing yet", () => {
    expect(earliestMs({ ...times, recording: { ...recording, startedAtMs: 0, seconds: 0 } })).toBe(nowMs - 50_000);
  });
});

describe("a moment's place in the player", () => {
  const fragments = [
    { start: 0, duration: 2, programDateTime: nowMs },
    { start: 2, duration: 2, programDateTime: nowMs + 2_000 },
    // A break of a minute.
    { start: 4, duration: 2, programDateTime: nowMs + 64_000 },
  ];

  it("is found across breaks", () => {
    expect(placeOf(fragments, nowMs + 3_000)).toBe(3);
    expect(placeOf(fragments, nowMs + 65_000)).toBe(5);
  });

  it("is the end of what was before the break for a moment within it", () => {
    expect(placeOf(fragments, nowMs + 30_000)).toBeCloseTo(3.95);
  });

  it("is the beginning for a moment before it, by as much later as players are inexact, and unknown without dates", () => {
    const later = fragments.map((fragment) => ({ ...fragment, start: fragment.start + 0.0033333333 }));
    for (const moment of [nowMs - 60_000, nowMs]) expect(placeOf(later, moment)).toBeCloseTo(0.1033333);
    expect(placeOf([{ start: 0, duration: 2, programDateTime: null }], nowMs)).toBeUndefined();
  });
});

describe("the recording that grows", () => {
  const since = new Date(nowMs - 700_000).toISOString();

  it("is one that was begun during this broadcast", () => {
    expect(growingOf([recording], since)).toBe(recording);
    expect(growingOf([{ ...recording, isFinished: true }], since)).toBeUndefined();
  });

  it("is none that a gateway left unfinished when it was cut off", () => {
    expect(growingOf([{ ...recording, startedAtMs: nowMs - 86_400_000 }], since)).toBeUndefined();
    expect(growingOf([recording], undefined)).toBeUndefined();
  });
});
