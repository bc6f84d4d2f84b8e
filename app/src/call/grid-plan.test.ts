import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planGrid, rowCounts } from "./grid-plan.ts";

const rowsOf = (boxes: ReturnType<typeof planGrid>) => {
  const rows = new Map<number, number>();
  for (const box of boxes) rows.set(box.y, (rows.get(box.y) ?? 0) + 1);
  return [...rows.values()];
};

const side = fc.integer({ min: 200, max: 4_000 });
const anyGrid = fc.tuple(fc.integer({ min: 1, max: 17 }), fc.record({ width: side, height: side }));

describe("rows of a grid", () => {
  it("leave nobody alone in the last row", () => {
    expect(rowCounts(5, 2)).toEqual([3, 2]);
    expect(rowCounts(7, 2)).toEqual([4, 3]);
    expect(rowCounts(10, 3)).toEqual([4, 3, 3]);
  });
});

describe("the grid of tiles", () => {
  it.each([
    [1, 1280, 720, [1]],
    [2, 1280, 720, [2]],
    [2, 360, 640, [1, 1]],
    [3, 1280, 720, [2, 1]],
    [4, 1280, 720, [2, 2]],
    [5, 1280, 720, [3, 2]],
    [6, 1280, 720, [3, 3]],
    [7, 1600, 700, [4, 3]],
    [9, 1280, 720, [3, 3, 3]],
    [5, 360, 640, [1, 1, 1, 1, 1]],
    [7, 360, 640, [3, 2, 2]],
    [9, 360, 640, [3, 3, 3]],
    [4, 2400, 500, [4]],
  ])("puts %i people in %i × %i pixels into rows of %j", (count, width, height, rows) => {
    expect(rowsOf(planGrid(count, { width, height }, 12))).toEqual(rows);
  });

  it("keeps every tile inside, apart from the others, and in a shape that shows a face", () => {
    fc.assert(
      fc.property(anyGrid, ([count, area]) => {
        const boxes = planGrid(count, area, 8);
        expect(boxes).toHaveLength(count);
        for (const [index, box] of boxes.entries()) {
          expect(box.x).toBeGreaterThanOrEqual(-0.001);
          expect(box.y).toBeGreaterThanOrEqual(-0.001);
          expect(box.x + box.width).toBeLessThanOrEqual(area.width + 0.001);
          expect(box.y + box.height).toBeLessThanOrEqual(area.height + 0.001);
          if (count > 1) expect(box.width / box.height).toBeGreaterThan(0.74);
          if (count > 1) expect(box.width / box.height).toBeLessThan(1.78);
          for (const other of boxes.slice(index + 1)) {
            const apart = box.x + box.width < other.x || other.x + other.width < box.x || box.y + box.height < other.y;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });

  it("never has rows that differ by more than one, nor one person alone in the last", () => {
    fc.assert(
      fc.property(anyGrid, ([count, area]) => {
        const rows = rowsOf(planGrid(count, area, 8));
        expect(Math.max(...rows) - Math.min(...rows)).toBeLessThanOrEqual(1);
        if (count > 3 && rows[0] !== 1) expect(rows.at(-1)).toBeGreaterThan(1);
      }),
    );
  });

  it("gives the whole area to a single one", () => {
    expect(planGrid(1, { width: 1280, height: 600 }, 8)).toEqual([{ x: 0, y: 0, width: 1280, height: 600 }]);
  });

  it("gives empty boxes for an area that is not there yet", () => {
    expect(planGrid(2, { width: 0, height: 0 }, 8).every((box) => box.width === 0 && box.height === 0)).toBe(true);
    expect(planGrid(0, { width: 100, height: 100 }, 8)).toEqual([]);
  });
});
