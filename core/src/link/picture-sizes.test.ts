import { describe, expect, it } from "vitest";
import { planEncoding } from "./encoding-plan.ts";
import { createPictureSizes } from "./picture-sizes.ts";

const report = (...pictures: readonly { readonly track: string; readonly width?: number; readonly height?: number }[]) =>
  pictures.map(({ track, ...size }) => [`S${track}`, { type: "media-source", kind: "video", trackIdentifier: track, ...size }] as const);

const camera = { id: "camera" };

describe("sizes of pictures", () => {
  it("are unknown until statistics tell them", () => {
    const sizes = createPictureSizes();
    expect(sizes.take(report({ track: "camera" }))).toBe(false);
    expect([sizes.of(camera), sizes.of(undefined)]).toEqual([undefined, undefined]);
  });

  it("change with a chain that draws smaller pictures, with a turned phone and with another track, and only then", () => {
    const sizes = createPictureSizes();
    const changes = [
      report({ track: "camera", width: 1280, height: 720 }),
      report({ track: "camera", width: 1280, height: 720 }),
      report({ track: "camera", width: 640, height: 360 }),
      report({ track: "camera", width: 360, height: 640 }),
      report({ track: "chain", width: 360, height: 640 }),
      report({ track: "chain", width: 360, height: 640 }),
    ].map((one) => sizes.take(one));
    expect(changes).toEqual([true, false, true, true, true, false]);
    expect(sizes.of(camera)).toBeUndefined();
  });

  it("make another plan of how the picture is sent", () => {
    const sizes = createPictureSizes();
    const plan = (width: number, height: number) => {
      sizes.take(report({ track: "camera", width, height }));
      const captured = sizes.of(camera) ?? { width: 0, height: 0 };
      return planEncoding({ people: 3, source: "camera", view: { width: 640, height: 480 }, captured });
    };
    expect(plan(1280, 720)).toMatchObject({ scaleResolutionDownBy: 1.5 });
    // Half as large, nothing is left to be scaled away; upright, the width has to be enough.
    expect(plan(640, 360)).toMatchObject({ scaleResolutionDownBy: 1 });
    expect(plan(720, 1280).scaleResolutionDownBy).toBeGreaterThan(1.5);
  });

  it("of other kinds of statistics are not read", () => {
    const sizes = createPictureSizes();
    expect(sizes.take([["A", { type: "inbound-rtp", kind: "video", trackIdentifier: "camera", width: 640, height: 360 }]])).toBe(false);
  });
});
