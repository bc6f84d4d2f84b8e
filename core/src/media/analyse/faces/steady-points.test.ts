import { describe, expect, it } from "vitest";
import type { PicturePoint } from "./face.ts";
import { steadyPoints, type SteadyPoints } from "./steady-points.ts";

const everyMs = 100;
/** The x of a single point after it was at each of these places. */
const follow = (places: readonly number[]): number[] => {
  let state: SteadyPoints | undefined;
  return places.map((x, index) => {
    const points: PicturePoint[] = [{ x, y: 0.5 }];
    state = steadyPoints(state, { points, size: 0.2, atMs: index * everyMs });
    return state.points[0]?.x ?? Number.NaN;
  });
};

describe("points that are made steady", () => {
  it("begin where they are found", () => {
    expect(follow([0.4])).toEqual([0.4]);
  });

  it("tremble less than what is found", () => {
    const trembling = Array.from({ length: 30 }, (_, index) => 0.5 + (index % 2 === 0 ? 0.004 : -0.004));
    const settled = follow(trembling).slice(10);
    expect(Math.max(...settled) - Math.min(...settled)).toBeLessThan(0.005);
  });

  it("keep up with a head that moves: behind by less than a quarter of it", () => {
    const moving = Array.from({ length: 12 }, (_, index) => 0.1 + index * 0.05);
    const last = follow(moving).at(-1) ?? 0;
    expect(0.1 + 11 * 0.05 - last).toBeLessThan(0.05);
  });

  it("come to rest where the face rests", () => {
    expect(follow([0.2, ...Array.from({ length: 40 }, () => 0.6)]).at(-1)).toBeCloseTo(0.6, 3);
  });

  it("ignore a picture that is not later than the one before", () => {
    const first = steadyPoints(undefined, { points: [{ x: 0.1, y: 0.1 }], size: 0.2, atMs: 50 });
    expect(steadyPoints(first, { points: [{ x: 0.9, y: 0.9 }], size: 0.2, atMs: 50 })).toBe(first);
  });
});
