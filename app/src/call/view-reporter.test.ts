import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFakeParticipant } from "../testing/fake-session.ts";
import { createViewReporter } from "./view-reporter.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const large = { width: 1280, height: 720 };
const small = { width: 320, height: 180 };
const none = { width: 0, height: 0 };

const open = () => {
  const end = new AbortController();
  const participant = createFakeParticipant("Amara");
  return { end, participant, reporter: createViewReporter(participant, end.signal) };
};

describe("the size at which a picture is shown", () => {
  it("is told at once when it appears or grows", () => {
    const { participant, reporter } = open();
    reporter.set("camera", small);
    reporter.set("camera", large);
    expect(participant.shown.map((view) => view.camera)).toEqual([small, large]);
  });

  it("is told a moment later when it shrinks, and only the last of it", () => {
    const { participant, reporter } = open();
    reporter.set("camera", large);
    reporter.set("camera", small);
    reporter.set("camera", none);
    expect(participant.shown).toHaveLength(1);
    vi.advanceTimersByTime(250);
    expect(participant.shown.at(-1)).toEqual({ camera: none, screen: none });
    expect(participant.shown).toHaveLength(2);
  });

  it("is not told when it came back meanwhile", () => {
    const { participant, reporter } = open();
    reporter.set("camera", large);
    reporter.set("camera", none);
    reporter.set("camera", large);
    vi.advanceTimersByTime(1_000);
    expect(participant.shown).toHaveLength(1);
  });

  it("tells camera and screen together", () => {
    const { participant, reporter } = open();
    reporter.set("camera", small);
    reporter.set("screen", large);
    expect(participant.shown.at(-1)).toEqual({ camera: small, screen: large });
  });

  it("is no longer told once the person is gone", () => {
    const { end, participant, reporter } = open();
    reporter.set("camera", large);
    reporter.set("camera", none);
    end.abort();
    vi.advanceTimersByTime(1_000);
    reporter.set("camera", { width: 2_000, height: 1_000 });
    expect(participant.shown).toHaveLength(1);
  });
});
