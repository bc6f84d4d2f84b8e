import { describe, expect, it } from "vitest";
import { drawnFace } from "../testing/drawn-face.ts";
import { boxAround, faceCentre, featuresOf, poseOf } from "./face-geometry.ts";

describe("a face from its 68 points", () => {
  it.each([0, 0.5, -0.7])("leans by what it leans (%f), as wide as it is, in a wide picture too", (roll) => {
    const pose = poseOf(drawnFace({ x: 0.4, y: 0.5, scale: 0.2, roll, aspect: 16 / 9 }), 16 / 9);
    expect(pose.roll).toBeCloseTo(roll, 5);
    expect(pose.scale).toBeCloseTo(0.2, 5);
  });

  it("has its eyes where they are in the picture, left on the left", () => {
    const { leftEye, rightEye, mouth } = featuresOf(drawnFace({ x: 0.5, y: 0.5, scale: 0.4 }));
    expect(leftEye.x).toBeCloseTo(0.5 - 0.22 * 0.4, 5);
    expect(rightEye.x).toBeCloseTo(0.5 + 0.22 * 0.4, 5);
    expect(mouth.y).toBeGreaterThan(leftEye.y);
  });

  it("has its middle halfway from eyes to mouth", () => {
    const centre = faceCentre(featuresOf(drawnFace({ x: 0.3, y: 0.6, scale: 0.25, roll: 0.4 })));
    expect(centre.x).toBeCloseTo(0.3, 5);
    expect(centre.y).toBeCloseTo(0.6, 5);
  });

  it("has a box around all of them", () => {
    expect(
      boxAround([
        { x: 0.2, y: 0.9 },
        { x: 0.7, y: 0.4 },
      ]),
    ).toMatchObject({ x: 0.2, y: 0.4, width: expect.closeTo(0.5), height: expect.closeTo(0.5) });
  });
});
