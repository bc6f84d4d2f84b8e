import { describe, expect, it } from "vitest";
import { pickMain, planLayout, type Box, type CompositionLayout } from "./plan-layout.ts";

const frame = { width: 1280, height: 720 };
const people = (count: number, sharing = -1) =>
  Array.from({ length: count }, (_, index) => ({ participant: `p${index}`, hasScreen: index === sharing }));
const plan = (count: number, layout: CompositionLayout, { sharing = -1, main = "p0" }: { sharing?: number; main?: string } = {}) =>
  planLayout(people(count, sharing), { layout, ...frame, main });
const overlaps = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
const rows = (boxes: readonly Box[]): number[] =>
  [...new Set(boxes.map(({ y }) => y))].map((top) => boxes.filter(({ y }) => y === top).length);

describe("a grid", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 9, 12, 16])("of %i stays in the picture, overlaps nowhere, and has no row with a lone one", (count) => {
    const boxes = plan(count, "grid");
    expect(boxes).toHaveLength(count);
    for (const box of boxes) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(frame.width);
      expect(box.y + box.height).toBeLessThanOrEqual(frame.height);
    }
    expect(boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => overlaps(one, other)))).toEqual([]);
    const sizes = rows(boxes);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  it("of one fills the picture", () => expect(plan(1, "grid")).toEqual([{ participant: "p0", source: "camera", x: 0, y: 0, ...frame }]));
  it("of two places them side by side", () => expect(rows(plan(2, "grid"))).toEqual([2]));
  it("shows a screen as one more", () =>
    expect(plan(2, "grid", { sharing: 1 }).map(({ source }) => source)).toEqual(["camera", "screen", "camera"]));
  it("of nobody is empty", () => expect(plan(0, "grid")).toEqual([]));
});

describe("a speaker", () => {
  it("is large, and the others stand in a strip that does not cover them", () => {
    const [main, ...others] = plan(4, "speaker", { main: "p2" });
    expect(main).toMatchObject({ participant: "p2", x: 0, y: 0, height: 720 });
    expect(others.map(({ participant }) => participant)).toEqual(["p0", "p1", "p3"]);
    for (const other of others) expect(main !== undefined && overlaps(main, other)).toBe(false);
  });

  it("gives way to a screen that is shared, and then stands first in the strip", () => {
    const [large, ...others] = plan(9, "speaker", { sharing: 1, main: "p8" });
    expect(large).toMatchObject({ participant: "p1", source: "screen", x: 0, y: 0, height: 720 });
    expect(large?.width).toBeGreaterThan(frame.width / 2);
    expect(others[0]).toMatchObject({ participant: "p8", source: "camera" });
    for (const other of others) expect(large !== undefined && overlaps(large, other)).toBe(false);
  });

  it("who shares is seen beside the own screen", () =>
    expect(plan(1, "speaker", { sharing: 0 }).map(({ source }) => source)).toEqual(["screen", "camera"]));

  it("who is alone fills the picture", () => expect(plan(1, "speaker")[0]).toMatchObject(frame));
});

describe("a screen", () => {
  it("fills the picture with the speaker in a corner", () => {
    const [screen, inset] = plan(3, "screen", { sharing: 0, main: "p1" });
    expect(screen).toMatchObject({ participant: "p0", source: "screen", ...frame });
    expect(inset).toMatchObject({ participant: "p1", source: "camera" });
    expect(inset?.width).toBeLessThan(frame.width / 3);
  });

  it("gives way to the speaker while nobody shares", () =>
    expect(plan(2, "screen")[0]).toMatchObject({ participant: "p0", source: "camera", height: 720 }));
});

describe("who is large", () => {
  const said = (...speaking: boolean[]) => speaking.map((isSpeaking, index) => ({ participant: `p${index}`, isSpeaking }));
  it("is whoever speaks", () => expect(pickMain(said(false, true), "p0")).toBe("p1"));
  it("stays while others speak too", () => expect(pickMain(said(true, true), "p1")).toBe("p1"));
  it("stays in silence", () => expect(pickMain(said(false, false), "p1")).toBe("p1"));
  it("is the first once that one left", () => expect(pickMain(said(false, false), "p9")).toBe("p0"));
  it("is nobody in an empty room", () => expect(pickMain([], "p1")).toBeUndefined());
});
