import { describe, expect, it } from "vitest";
import { largestInlinePicture } from "../messages/entry.ts";
import { fitSide, makePicture, type PictureSource } from "./prepare-picture.ts";

// As many bytes as a picture of that size and quality might have.
const source = (width: number, height: number, bytesPerPixel: number, type = "image/webp"): PictureSource => ({
  width,
  height,
  encode: async (size, quality) => ({ bytes: new Uint8Array(Math.ceil(size.width * size.height * bytesPerPixel * quality)), type }),
});

describe("a picture before it is sent", () => {
  it("keeps its shape and is never made larger", () => {
    expect(fitSide({ width: 4_000, height: 1_000 }, 400)).toEqual({ width: 400, height: 100 });
    expect(fitSide({ width: 10, height: 20 }, 400)).toEqual({ width: 10, height: 20 });
    expect(fitSide({ width: 8_000, height: 1 }, 400)).toEqual({ width: 400, height: 1 });
  });

  it("goes whole with its message when it is small", async () => {
    const picture = await makePicture(source(100, 50, 0.5));
    expect(picture).toMatchObject({ width: 100, height: 50, large: undefined });
  });

  it("has a small form that fits, and a large one, when it is large", async () => {
    const picture = await makePicture(source(4_000, 3_000, 0.15));
    expect(picture?.inline.length).toBeLessThanOrEqual(largestInlinePicture);
    expect(picture?.large?.length).toBeGreaterThan(largestInlinePicture);
    expect((picture?.width ?? 0) / (picture?.height ?? 1)).toBeCloseTo(4 / 3, 1);
  });

  it("is refused where no form fits or the browser writes another format", async () => {
    expect(await makePicture(source(4_000, 3_000, 10))).toBeUndefined();
    expect(await makePicture(source(100, 50, 0.5, "image/png"))).toBeUndefined();
  });
});
