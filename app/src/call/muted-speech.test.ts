import { describe, expect, it } from "vitest";
import { nextMutedSpeech, noMutedSpeech } from "./muted-speech.ts";

/** Times, in milliseconds, at which a hint is given for levels that come every 100 ms. */
const hintsFor = (levels: readonly number[], muted = true): number[] => {
  let state = noMutedSpeech;
  return levels.flatMap((level, index) => {
    const next = nextMutedSpeech(state, { muted, level, nowMs: index * 100 });
    state = next.state;
    return next.hint ? [index * 100] : [];
  });
};
const times = (count: number, level: number): number[] => Array.from({ length: count }, () => level);

describe("speaking while muted", () => {
  it("is said after half a second of speech", () => expect(hintsFor(times(20, 0.2))).toEqual([500]));
  it("is not said for a cough", () => expect(hintsFor([...times(4, 0.5), ...times(20, 0), ...times(4, 0.5)])).toEqual([]));
  it("is not said in a quiet room", () => expect(hintsFor(times(100, 0.01))).toEqual([]));
  it("is not said with the microphone on", () => expect(hintsFor(times(100, 0.5), false)).toEqual([]));
  it("is said again after thirty seconds at the earliest", () => expect(hintsFor(times(700, 0.2))).toEqual([500, 30_500, 60_500]));
});
