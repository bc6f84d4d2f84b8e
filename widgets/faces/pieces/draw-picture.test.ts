import { describe, expect, it } from "vitest";
import { drawnSize, drawPicture } from "./draw-picture.ts";
import { pieces } from "./pieces.ts";

describe("a picture that is drawn anew", () => {
  it("keeps its shape, with the longer side at 512 pixels", () => {
    expect(drawnSize(2_000, 500)).toEqual({ width: 512, height: 128 });
    expect(drawnSize(20, 40)).toEqual({ width: 256, height: 512 });
  });

  it("has a size where an SVG has none", () => {
    expect(drawnSize(0, 0)).toEqual({ width: 512, height: 512 });
  });

  it("is refused when the file is large or of another type, before anything reads it", async () => {
    expect(await drawPicture(new Blob([new Uint8Array(2 * 1024 * 1024 + 1)], { type: "image/png" }))).toBeUndefined();
    expect(await drawPicture(new Blob(["<html>"], { type: "text/html" }))).toBeUndefined();
  });
});

describe("our own pieces", () => {
  it.each(pieces.map(({ id, drawing }) => [id, drawing]))("%s runs nothing, fetches nothing and has a size", (_id, drawing) => {
    expect(drawing).not.toMatch(/<script|href|on\w+=|url\((?!#)/);
    expect(drawing).toMatch(/width="\d+" height="\d+"/);
  });
});
