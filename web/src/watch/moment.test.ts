import type { PublicStream, RecordingFacts } from "@tfx/protocol/broadcasts";
import { describe, expect, it } from "vitest";
import { askAgainMs, momentOf, type MomentSources } from "./moment.ts";

const recording: RecordingFacts = {
  id: "r1",
  startedAtMs: Date.UTC(2030, 0, 1, 20),
  seconds: 90,
  isFinished: true,
  files: ["recording.mp4"],
};
const said = (facts: Partial<PublicStream>): MomentSources => ({
  news: { kind: "known", facts: { stream: "film", state: "planned", viewers: 0, ...facts } },
  wasOn: false,
  recordings: [],
});

describe("what a viewer is shown", () => {
  it("is on while it is live, and a break while its publisher is away", () => {
    expect(momentOf(said({ state: "live" }))).toEqual({ is: "on", isBreak: false });
    expect(momentOf(said({ state: "break" }))).toEqual({ is: "on", isBreak: true });
  });

  it("is the time before it for what is planned, with the time it begins", () => {
    expect(momentOf(said({ startsAt: "2030-01-01T20:00:00Z" }))).toEqual({ is: "before", startsAtMs: Date.UTC(2030, 0, 1, 20) });
    expect(momentOf(said({}))).toEqual({ is: "before", startsAtMs: undefined });
  });

  it("is the end, with the recording when there is one", () => {
    expect(momentOf(said({ state: "ended" }))).toEqual({ is: "over", recording: undefined });
    expect(momentOf({ ...said({ state: "ended" }), recordings: [recording] })).toEqual({ is: "over", recording });
    expect(momentOf({ ...said({}), wasOn: true })).toEqual({ is: "over", recording: undefined });
  });

  it("is the end for who comes after everything but the recording was forgotten", () => {
    const late: MomentSources = { news: { kind: "unknown" }, wasOn: false, recordings: [recording] };
    expect(momentOf(late)).toEqual({ is: "over", recording });
    expect(momentOf({ ...late, recordings: [] })).toEqual({ is: "unknown" });
  });

  it("is the time before it when what is recorded was another evening", () => {
    const next = { ...said({ startsAt: "2030-01-08T20:00:00Z" }), recordings: [recording] };
    expect(momentOf(next)).toMatchObject({ is: "before" });
    expect(momentOf({ ...said({ startsAt: "2030-01-01T20:00:00Z" }), recordings: [recording] })).toMatchObject({ is: "over" });
  });

  it("never offers a recording with nothing in it", () => {
    const empty = { ...recording, seconds: 0 };
    expect(momentOf({ ...said({ state: "ended" }), recordings: [empty] })).toEqual({ is: "over", recording: undefined });
  });

  it("says at first that it looks, and later that nobody answers", () => {
    expect(momentOf({ news: undefined, wasOn: false, recordings: [] })).toEqual({ is: "loading" });
    expect(momentOf({ news: { kind: "unreachable" }, wasOn: true, recordings: [] })).toEqual({ is: "unreachable" });
  });
});

describe("the next question", () => {
  it("comes soon while something is expected, and seldom otherwise", () => {
    const nowMs = Date.UTC(2030, 0, 1);
    const wait = (moment: Parameters<typeof askAgainMs>[0], isMoving = false) => askAgainMs(moment, { isMoving, nowMs });
    expect(wait({ is: "on", isBreak: true })).toBeLessThan(2_000);
    expect(wait({ is: "on", isBreak: false }, true)).toBe(5_000);
    expect(wait({ is: "before", startsAtMs: nowMs + 3_600_000 })).toBe(10_000);
    expect(wait({ is: "before", startsAtMs: nowMs + 30_000 })).toBe(2_000);
  });
});
