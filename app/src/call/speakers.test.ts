import { describe, expect, it } from "vitest";
import { nextSpeakers, noSpeakers, type Speakers } from "./speakers.ts";

const tickMs = 200;

/** Plays levels of people, one entry a tick, and returns the state after each. */
const play = (ticks: readonly Readonly<Record<string, number>>[], from: Speakers = noSpeakers): Speakers[] => {
  const states: Speakers[] = [];
  let state = from;
  for (const [index, levels] of ticks.entries()) {
    state = nextSpeakers(state, new Map(Object.entries(levels)), (index + 1) * tickMs);
    states.push(state);
  }
  return states;
};
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const speakingAtEnd = (states: readonly Speakers[]) => [...(states.at(-1)?.speaking ?? [])];

describe("who speaks", () => {
  it("is nobody in silence and in the hum of a room", () => {
    expect(speakingAtEnd(play(times(20, { a: 0, b: 0.004 })))).toEqual([]);
  });

  it("is not whoever coughs", () => {
    const states = play([{ a: 0.5 }, ...times(10, { a: 0 })]);
    expect(states.slice(0, 1).every((state) => state.speaking.size === 0)).toBe(true);
    expect(states[0]?.main).toBeUndefined();
  });

  it("is known within half a second and stays through the pauses between words", () => {
    const states = play([...times(3, { a: 0.1 }), ...times(3, { a: 0.001 }), ...times(2, { a: 0.1 })]);
    expect(states.slice(2).every((state) => state.speaking.has("a"))).toBe(true);
  });

  it("ends a second or two after the last word", () => {
    expect(speakingAtEnd(play([...times(5, { a: 0.1 }), ...times(12, { a: 0 })]))).toEqual([]);
  });

  it("does not flicker at a level between the two thresholds", () => {
    const states = play([...times(4, { a: 0.02 }), ...times(30, { a: 0.008 })]);
    expect(states.slice(3).every((state) => state.speaking.has("a"))).toBe(true);
    expect(speakingAtEnd(play(times(30, { a: 0.008 })))).toEqual([]);
  });

  it("can be two at once", () => {
    expect(speakingAtEnd(play(times(5, { a: 0.1, b: 0.2 }))).toSorted()).toEqual(["a", "b"]);
  });

  it("keeps the same set while nothing changes, so that nothing is drawn anew", () => {
    const states = play(times(10, { a: 0.1 }));
    expect(states.at(-1)?.speaking).toBe(states.at(-2)?.speaking);
  });
});

describe("who is shown large", () => {
  it("stays while others are silent", () => {
    expect(play([...times(5, { a: 0.1, b: 0 }), ...times(30, { a: 0, b: 0 })]).at(-1)?.main).toBe("a");
  });

  it("does not change for a short yes in between", () => {
    const states = play([...times(5, { a: 0.1, b: 0 }), ...times(3, { a: 0.1, b: 0.3 }), ...times(5, { a: 0.1, b: 0 })]);
    expect(states.at(-1)?.main).toBe("a");
  });

  it("changes once the other has had the word for a while", () => {
    expect(play([...times(5, { a: 0.1, b: 0 }), ...times(15, { a: 0, b: 0.1 })]).at(-1)?.main).toBe("b");
  });

  it("is nobody once they left", () => {
    expect(play([...times(5, { a: 0.1, b: 0 }), { b: 0 }]).at(-1)?.main).toBeUndefined();
  });
});
