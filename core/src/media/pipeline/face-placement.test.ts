import { describe, expect, it } from "vitest";
import type { Face } from "../analyse/faces/face.ts";
import { wholePicture } from "./analysis.ts";
import { facesToHide, followFaces, placeOverlay, withinRegion } from "./face-placement.ts";

const face = (given: Partial<Face> = {}): Face => ({
  id: 1,
  box: { x: 0.4, y: 0.3, width: 0.2, height: 0.4 },
  leftEye: { x: 0.45, y: 0.4 },
  rightEye: { x: 0.55, y: 0.4 },
  nose: { x: 0.5, y: 0.5 },
  mouth: { x: 0.5, y: 0.6 },
  points: [],
  roll: 0,
  scale: 0.2,
  score: 1,
  ...given,
});
const shapes = { picture: { width: 640, height: 360 }, image: { width: 200, height: 100 } };

describe("an image over a face", () => {
  it("is as wide as the face and keeps its own shape", () => {
    const [topLeft, topRight, bottomLeft] = placeOverlay(face(), { anchor: "eyes", scale: 1, offset: [0, 0] }, shapes);
    expect((topRight.x - topLeft.x) * 640).toBeCloseTo(128);
    expect((bottomLeft.y - topLeft.y) * 360).toBeCloseTo(64);
    expect((topLeft.x + topRight.x) / 2).toBeCloseTo(0.5);
    expect((topLeft.y + bottomLeft.y) / 2).toBeCloseTo(0.4);
  });

  it("stands above the eyes on the head, and moves with its offset", () => {
    const [head] = placeOverlay(face(), { anchor: "head", scale: 1, offset: [0, 0] }, shapes);
    const [moved] = placeOverlay(face(), { anchor: "head", scale: 1, offset: [0.5, 0] }, shapes);
    expect(head.y).toBeLessThan(0.3);
    expect((moved.x - head.x) * 640).toBeCloseTo(64);
  });

  it("turns with the face", () => {
    const quarter = face({ leftEye: { x: 0.5, y: 0.3 }, rightEye: { x: 0.5, y: 0.5 } });
    const [topLeft, topRight] = placeOverlay(quarter, { anchor: "nose", scale: 1, offset: [0, 0] }, shapes);
    expect(topRight.x).toBeCloseTo(topLeft.x);
    expect((topRight.y - topLeft.y) * 360).toBeCloseTo(128);
  });
});

describe("hidden faces", () => {
  it("are all, or all but the largest", () => {
    const [small, large] = [face({ box: { x: 0, y: 0, width: 0.1, height: 0.1 } }), face()];
    expect(facesToHide([small, large], "nobody")).toEqual([small, large]);
    expect(facesToHide([small, large], "largest")).toEqual([small]);
    expect(facesToHide([], "largest")).toEqual([]);
  });
});

describe("the picture that follows faces", () => {
  const follow = (faces: readonly Face[], times: number) => {
    let region = wholePicture;
    for (let time = 0; time < times; time++) region = followFaces(region, faces, 33);
    return region;
  };

  it("closes in on a small face at the side and keeps it inside", () => {
    const small = face({ box: { x: 0.8, y: 0.1, width: 0.1, height: 0.15 } });
    const region = follow([small], 200);
    expect(region.width).toBeLessThan(0.6);
    expect(region.width).toBe(region.height);
    const middle = withinRegion({ x: 0.85, y: 0.175 }, region);
    for (const place of [middle.x, middle.y]) expect(place > 0.1 && place < 0.9).toBe(true);
    expect(region.x >= 0 && region.x + region.width <= 1 && region.y >= 0).toBe(true);
  });

  it("moves slowly, and opens again when nobody is there", () => {
    const small = face({ box: { x: 0.8, y: 0.1, width: 0.1, height: 0.15 } });
    expect(follow([small], 1).width).toBeGreaterThan(0.9);
    let region = follow([small], 200);
    for (let time = 0; time < 300; time++) region = followFaces(region, [], 33);
    expect(region).toEqual(wholePicture);
  });

  it("shows everybody of several", () => {
    const [left, right] = [
      face({ box: { x: 0.1, y: 0.4, width: 0.1, height: 0.2 } }),
      face({ box: { x: 0.8, y: 0.4, width: 0.1, height: 0.2 } }),
    ];
    const region = follow([left, right], 200);
    expect(region.x).toBeLessThan(0.1);
    expect(region.x + region.width).toBeGreaterThan(0.9);
  });
});
