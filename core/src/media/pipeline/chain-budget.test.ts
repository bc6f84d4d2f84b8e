import { describe, expect, it } from "vitest";
import { forgetStages, planBudget, unburdened, type BudgetMemory, type CostSample } from "./chain-budget.ts";

const budget30 = { intervalMs: 1_000 / 30, height: 360 };
const cost = (ms: number, foreign = true) => ({ ms, foreign });

/** Looks once a second, from `fromMs` on. */
const look = (memory: BudgetMemory, count: number, sample: Omit<CostSample, "nowMs">, fromMs = 0): BudgetMemory => {
  let next = memory;
  for (let second = 0; second < count; second++) next = planBudget(next, { ...sample, nowMs: fromMs + second * 1_000 });
  return next;
};

describe("the chain's budget", () => {
  const stages = new Map([
    ["a/cheap", cost(2)],
    ["b/dear", cost(9)],
    ["us/dearest", cost(4, false)],
  ]);

  it("is half of the time between two pictures", () => {
    expect(look(unburdened, 10, { ...budget30, frameMs: 16, stages }).bypassed).toEqual(new Set());
    expect(look(unburdened, 10, { ...budget30, frameMs: 18, stages }).bypassed.size).toBeGreaterThan(0);
  });

  it("forgives what is short", () => {
    expect(look(unburdened, 2, { ...budget30, frameMs: 90, stages }).bypassed).toEqual(new Set());
    const between = look(look(unburdened, 2, { ...budget30, frameMs: 90, stages }), 1, { ...budget30, frameMs: 5, stages });
    expect(look(between, 2, { ...budget30, frameMs: 90, stages }).bypassed).toEqual(new Set());
  });

  it("leaves out the costliest stage of others first, then the next", () => {
    const once = look(unburdened, 3, { ...budget30, frameMs: 20, stages });
    expect(once.bypassed).toEqual(new Set(["b/dear"]));
    const rest = new Map([...stages].filter(([key]) => key !== "b/dear"));
    expect(look(once, 3, { ...budget30, frameMs: 18, stages: rest }).bypassed).toEqual(new Set(["b/dear", "a/cheap"]));
  });

  it("never leaves out a stage of ours", () => {
    const ours = new Map([["us/dearest", cost(40, false)]]);
    const memory = look(unburdened, 30, { ...budget30, frameMs: 50, stages: ours });
    expect(memory.bypassed).toEqual(new Set());
  });

  it("works on smaller pictures where the camera's size alone is too much", () => {
    const large = { ...budget30, height: 720, frameMs: 60, stages: new Map([["a/cheap", cost(5)]]) };
    const smaller = look(unburdened, 3, large);
    expect([smaller.scale, smaller.bypassed.size]).toEqual([1.5, 0]);
    const least = look(unburdened, 30, { ...large, height: 480 });
    expect(least.scale).toBe(1.5);
  });

  it("brings back what was left out, and waits twice as long when it was too much again", () => {
    const over = { ...budget30, frameMs: 20, stages };
    const under = { ...budget30, frameMs: 8, stages };
    const out = look(unburdened, 3, over);
    expect(look(out, 1, under, 9_000).bypassed.size).toBe(1);
    const back = look(out, 1, under, 13_000);
    expect(back.bypassed.size).toBe(0);
    const again = look(back, 3, over, 14_000);
    expect(look(again, 1, under, 30_000).bypassed.size).toBe(1);
    expect(look(again, 1, under, 37_000).bypassed.size).toBe(0);
  });

  it("returns to the camera's size when there is time", () => {
    const large = { ...budget30, height: 720, frameMs: 60, stages: new Map() };
    const smaller = look(unburdened, 3, large);
    expect(look(smaller, 1, { ...large, frameMs: 5 }, 20_000).scale).toBe(1);
  });

  it("forgets a stage that is gone", () => {
    const out = look(unburdened, 3, { ...budget30, frameMs: 20, stages });
    expect(forgetStages(out, new Set(["a/cheap"])).bypassed).toEqual(new Set());
  });
});
