import { describe, expect, it } from "vitest";
import { createPaceFinder, paces } from "./pace.ts";

/** A machine that can encode so many pictures of the full size a second. */
const run = (seconds: number, power: number, find = createPaceFinder()) => {
  const steps: number[] = [];
  let step = 0;
  for (let second = 0; second < seconds; second += 1) {
    const { fps, scale } = paces[step] ?? { fps: 1, scale: 1 };
    step = find(Math.min(fps, power / scale ** 2), 1);
    steps.push(step);
  }
  return steps;
};

describe("the pace of a recording", () => {
  it("stays where the machine can do it", () => expect(Math.max(...run(600, 60))).toBe(0));
  it("falls within seconds to what a slow machine can do", () => expect(run(15, 4).at(-1)).toBe(3));
  it("does not fall for one bad second", () => {
    const find = createPaceFinder();
    expect([30, 2, 30, 2, 30].map((pictures) => find(pictures, 1))).toEqual([0, 0, 0, 0, 0]);
  });
  it("comes back when the machine has time again", () => {
    const find = createPaceFinder();
    for (let second = 0; second < 4; second += 1) find(3, 1);
    expect(run(200, 60, find).at(-1)).toBe(0);
  });
  it("tries what was too much less and less often", () => {
    const steps = run(1_200, 15);
    const changes = steps.filter((step, index) => index > 0 && step !== steps[index - 1]).length;
    expect(changes).toBeLessThan(20);
  });
});
