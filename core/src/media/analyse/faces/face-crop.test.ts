import { describe, expect, it } from "vitest";
import { drawnFace } from "../testing/drawn-face.ts";
import { cropOfBox, cropOfPoints, outOfCrop } from "./face-crop.ts";

describe("a square of the picture", () => {
  it("holds the whole box, as wide in pixels as high", () => {
    expect(cropOfBox({ x: 0.2, y: 0.1, width: 0.1, height: 0.4 }, 2)).toEqual({
      centre: { x: 0.25, y: 0.30000000000000004 },
      side: 0.2,
      roll: 0,
    });
  });

  it.each([0, 0.6])("leans as the face does (%f), so that in it the eyes are level", (roll) => {
    const aspect = 4 / 3;
    const crop = cropOfPoints(drawnFace({ x: 0.5, y: 0.5, scale: 0.2, roll, aspect }), aspect);
    const [left, right] = [outOfCrop({ x: 0.3, y: 0.4 }, crop, aspect), outOfCrop({ x: 0.7, y: 0.4 }, crop, aspect)];
    expect(Math.atan2((right.y - left.y) / aspect, right.x - left.x)).toBeCloseTo(roll, 5);
    expect(Math.hypot(right.x - left.x, (right.y - left.y) / aspect)).toBeCloseTo(0.4 * crop.side, 5);
  });

  it("leaves room around the face", () => {
    const crop = cropOfPoints(drawnFace({ x: 0.5, y: 0.5, scale: 0.2 }), 1);
    expect(crop.side).toBeGreaterThan(0.26);
    expect(crop.side).toBeLessThan(0.4);
  });
});
