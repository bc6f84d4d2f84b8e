import { expect, it } from "vitest";
import { drawnSize, drawPicture } from "./draw-picture.ts";

it("a background is as large as a call shows it, and never larger than it was", () => {
  expect(drawnSize(4_000, 3_000)).toEqual({ width: 1_280, height: 960 });
  expect(drawnSize(6_000, 1_000)).toEqual({ width: 2_560, height: 427 });
  expect(drawnSize(640, 480)).toEqual({ width: 640, height: 480 });
});

it("takes no drawing with code in it, and nothing that is no picture by its name", async () => {
  expect(await drawPicture(new Blob(["<svg/>"], { type: "image/svg+xml" }))).toBeUndefined();
  expect(await drawPicture(new Blob(["x"], { type: "text/html" }))).toBeUndefined();
});
