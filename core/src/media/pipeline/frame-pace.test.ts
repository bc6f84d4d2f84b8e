import { describe, expect, it } from "vitest";
import { freshPace, paceFrame, type PaceMemory } from "./frame-pace.ts";

interface Came {
  readonly stamp: number;
  readonly at: number;
}

const run = (frames: readonly Came[], from: PaceMemory = freshPace): { drawn: boolean[]; memory: PaceMemory } => {
  let memory = from;
  const drawn = frames.map(({ stamp, at }) => {
    const step = paceFrame(memory, stamp, at);
    memory = step.memory;
    return step.draw;
  });
  return { drawn, memory };
};

const steady = (count: number, everyMs: number, from = 0): Came[] =>
  Array.from({ length: count }, (_, index) => ({ stamp: from + index * everyMs, at: from + index * everyMs + 7 }));

describe("the pace", () => {
  it("draws every picture of a steady camera and follows its rate", () => {
    const { drawn, memory } = run(steady(90, 1_000 / 15));
    expect(drawn.every(Boolean)).toBe(true);
    expect(memory.intervalMs).toBeCloseTo(1_000 / 15, 0);
  });

  it("leaves out pictures that waited while newer ones stand behind them", () => {
    const jam = [0, 1, 2, 3].map((index) => ({ stamp: 1_000 + index * 33, at: 1_170 + index }));
    const { drawn, memory } = run([...steady(30, 33), ...jam]);
    expect(drawn.slice(30)).toEqual([false, false, true, true]);
    expect(memory.dropped).toBe(2);
  });

  it("goes on drawing on a machine that is always late", () => {
    const late = Array.from({ length: 30 }, (_, index) => ({ stamp: 1_000 + index * 33, at: 2_000 + index * 80 }));
    const { drawn } = run([...steady(10, 33), ...late]);
    expect(drawn.slice(10).filter(Boolean).length).toBeGreaterThanOrEqual(10);
  });

  it("draws no picture twice and none out of order", () => {
    const { drawn } = run([
      { stamp: 33, at: 40 },
      { stamp: 33, at: 45 },
      { stamp: 20, at: 50 },
    ]);
    expect(drawn).toEqual([true, false, false]);
  });

  it("counts pictures that never came", () => {
    const { memory } = run([...steady(60, 33), { stamp: 59 * 33 + 99, at: 59 * 33 + 106 }]);
    expect(memory.dropped).toBe(2);
  });

  it("takes a pause, and clocks that start again, for what they are", () => {
    const { drawn, memory } = run([...steady(30, 33), ...steady(3, 33, 60_000), ...steady(3, 33)]);
    expect(drawn.every(Boolean)).toBe(true);
    expect(memory.dropped).toBe(0);
  });

  it("draws every picture again soon after a clock has jumped, as when a machine wakes up", () => {
    const jumped = steady(400, 33, 33_000).map(({ stamp, at }) => ({ stamp, at: at + 2_000 }));
    expect(
      run([...steady(1_000, 33), ...jumped])
        .drawn.slice(1_200)
        .every(Boolean),
    ).toBe(true);
  });

  it("allows for clocks that drift apart", () => {
    const drifting = Array.from({ length: 9_000 }, (_, index) => ({ stamp: index * 33, at: index * 33 * 1.000_1 + 7 }));
    expect(run(drifting).drawn.every(Boolean)).toBe(true);
  });
});
