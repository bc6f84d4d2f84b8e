import { describe, expect, it } from "vitest";
import { jpeg, webpExtended, webpLossless, webpLossy } from "../testing/sample-photos.ts";
import { isGoodPhoto, maxPhotoBytes, photoFacts, photoUrl } from "./photo-facts.ts";

describe("photoFacts", () => {
  it("reads every form of WebP and JPEG", () => {
    expect(photoFacts(webpLossy(96, 64))).toEqual({ type: "image/webp", width: 96, height: 64 });
    expect(photoFacts(webpLossless(96, 64))).toEqual({ type: "image/webp", width: 96, height: 64 });
    expect(photoFacts(webpExtended(96, 64, false))).toEqual({ type: "image/webp", width: 96, height: 64 });
    expect(photoFacts(jpeg(96, 64))).toEqual({ type: "image/jpeg", width: 96, height: 64 });
  });

  it("knows nothing of what moves, of other types and of broken heads", () => {
    expect(photoFacts(webpExtended(96, 64, true))).toBeUndefined();
    expect(photoFacts(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"></svg>'))).toBeUndefined();
    expect(photoFacts(Uint8Array.of(0xff, 0xd8))).toBeUndefined();
    expect(photoFacts(Uint8Array.from({ length: 40 }, (_, index) => (index === 1 ? 0xd8 : index < 4 ? 0xff : 0)))).toBeUndefined();
  });
});

describe("isGoodPhoto", () => {
  it("takes 96 pixels and 12 KiB, not one more", () => {
    expect(isGoodPhoto(webpLossy(96, 96, maxPhotoBytes))).toBe(true);
    expect(isGoodPhoto(webpLossy(97, 96))).toBe(false);
    expect(isGoodPhoto(webpLossless(16_000, 16_000))).toBe(false);
    expect(isGoodPhoto(webpLossy(96, 96, maxPhotoBytes + 1))).toBe(false);
    expect(isGoodPhoto(webpLossy(0, 96))).toBe(false);
  });
});

it("gives a photo an address with its type", () => {
  expect(photoUrl(jpeg(9, 9))).toMatch(/^data:image\/jpeg;base64,\/9j/);
});
