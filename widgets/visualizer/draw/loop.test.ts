import { describe, expect, it } from "vitest";
import { createLoop, type Draw } from "./loop.ts";

/** A page whose frames the test turns. */
const setUp = () => {
  const waiting = new Map<number, Draw>();
  let asked = 0;
  const loop = createLoop({
    request: (draw) => {
      asked += 1;
      waiting.set(asked, draw);
      return asked;
    },
    cancel: (id) => void waiting.delete(id),
  });
  const turn = (nowMs: number): void => {
    const [draws] = [[...waiting.values()]];
    waiting.clear();
    draws.forEach((draw) => draw(nowMs));
  };
  return { loop, turn, waiting };
};

describe("the loop", () => {
  it("is one for all that draw", () => {
    const { loop, turn, waiting } = setUp();
    let drawn = 0;
    loop.setSeen(true);
    for (let count = 0; count < 5; count++) loop.add(() => (drawn += 1));
    expect(waiting.size).toBe(1);
    turn(0);
    expect([drawn, waiting.size]).toEqual([5, 1]);
  });

  it("draws nothing and asks for nothing while nobody sees it", () => {
    const { loop, turn, waiting } = setUp();
    let drawn = 0;
    loop.add(() => (drawn += 1));
    expect(waiting.size).toBe(0);
    loop.setSeen(true);
    turn(0);
    loop.setSeen(false);
    expect(waiting.size).toBe(0);
    turn(16);
    expect(drawn).toBe(1);
  });

  it("stands still when the last one has gone", () => {
    const { loop, waiting } = setUp();
    loop.setSeen(true);
    loop.add(() => undefined)();
    expect(waiting.size).toBe(0);
  });

  it("keeps to a pace", () => {
    const { loop, turn } = setUp();
    const drawn: number[] = [];
    loop.setSeen(true);
    loop.setPace(2);
    loop.add((nowMs) => drawn.push(nowMs));
    for (let nowMs = 0; nowMs <= 1_600; nowMs += 16) turn(nowMs);
    expect(drawn).toHaveLength(4);
  });
});
