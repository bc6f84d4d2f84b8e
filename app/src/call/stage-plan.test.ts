import { describe, expect, it } from "vitest";
import { nearestCorner, planStage, type StageWish } from "./stage-plan.ts";

const people = (...keys: string[]) => keys.map((key) => ({ key, floating: false }));
const wish: StageWish = { main: undefined, area: { width: 1280, height: 640 }, gap: 12, corner: "bottom-end" };

describe("the stage", () => {
  it("gives everybody the same room in the grid", () => {
    const boxes = [...planStage(people("a", "b", "c", "d"), wish).values()];
    expect(new Set(boxes.map((box) => `${box.width}x${box.height}`)).size).toBe(1);
  });

  it("shows the main tile large with the others in a strip beside it", () => {
    const boxes = planStage(people("a", "screen", "b"), { ...wish, main: "screen" });
    expect(boxes.get("screen")).toEqual({ x: 0, y: 0, width: 1068, height: 640 });
    expect(boxes.get("a")?.x).toBeGreaterThan(1068);
    expect(boxes.get("b")?.y).toBeGreaterThan(boxes.get("a")?.y ?? Infinity);
  });

  it("puts the strip below in a narrow window", () => {
    const boxes = planStage(people("a", "screen", "b"), { ...wish, main: "screen", area: { width: 336, height: 500 } });
    expect(boxes.get("screen")?.width).toBe(336);
    expect(boxes.get("a")?.y).toBeGreaterThan(boxes.get("screen")?.height ?? Infinity);
    expect(boxes.get("a")?.y).toBe(boxes.get("b")?.y);
  });

  it("gives the whole area to a main tile that is alone", () => {
    expect(planStage(people("a"), { ...wish, main: "a" }).get("a")).toEqual({ x: 0, y: 0, width: 1280, height: 640 });
  });

  it("falls back to the grid when the main tile is gone", () => {
    expect(planStage(people("a", "b"), { ...wish, main: "screen" }).size).toBe(2);
  });

  it("lays the own picture over the others in its corner", () => {
    const boxes = planStage([{ key: "self", floating: true }, ...people("a")], wish);
    expect(boxes.get("self")).toEqual({ x: 1280 - 224 - 12, y: 640 - 140 - 12, width: 224, height: 140 });
    expect(boxes.get("a")?.height).toBe(640);
    expect(planStage([{ key: "self", floating: true }], { ...wish, corner: "top-start" }).get("self")).toMatchObject({ x: 12, y: 12 });
  });
});

describe("a dragged picture", () => {
  it("settles in the nearest corner", () => {
    const area = { width: 1000, height: 600 };
    expect(nearestCorner({ x: 100, y: 500 }, area)).toBe("bottom-start");
    expect(nearestCorner({ x: 900, y: 100 }, area)).toBe("top-end");
  });
});
