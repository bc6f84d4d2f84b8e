import { expect, it } from "vitest";
import { webpLossy } from "../testing/sample-photos.ts";
import { middleSquare, shrinkPhoto, type PhotoForm } from "./shrink-photo.ts";

const encoder = (bytesPerPixel: number) => {
  const tried: PhotoForm[] = [];
  const encode = (form: PhotoForm) => {
    tried.push(form);
    return Promise.resolve(webpLossy(form.side, form.side, Math.round(form.side ** 2 * form.quality * bytesPerPixel)));
  };
  return { tried, encode };
};

it("takes the first form that fits", async () => {
  const { tried, encode } = encoder(1);
  expect((await shrinkPhoto(encode))?.length).toBeLessThanOrEqual(12 * 1024);
  expect(tried).toEqual([{ side: 96, quality: 0.85 }]);
});

it("goes down in quality, then in size", async () => {
  const { tried, encode } = encoder(4);
  expect((await shrinkPhoto(encode))?.length).toBeLessThanOrEqual(12 * 1024);
  expect(tried.map(({ side }) => side)).toEqual([96, 96, 96, 72]);
});

it("gives up on what never fits", async () => {
  expect(await shrinkPhoto(encoder(100).encode)).toBeUndefined();
});

it("cuts the square out of the middle", () => {
  expect(middleSquare(400, 300)).toEqual({ x: 50, y: 0, side: 300 });
  expect(middleSquare(300, 401)).toEqual({ x: 0, y: 50, side: 300 });
});
