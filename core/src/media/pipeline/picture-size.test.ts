import { stageLimits } from "@tfx/protocol/widgets";
import { describe, expect, it } from "vitest";
import { pictureSize } from "./picture-size.ts";
import { bitmapOf, maxPictureEdge } from "./stage-drawer.ts";

const text = (letters: string): number[] => [...new TextEncoder().encode(letters)];
const two = (value: number): number[] => [value >> 8, value & 255];
const four = (value: number): number[] => [...two(value >>> 16), ...two(value & 65_535)];
const padded = (...parts: readonly number[][]): Uint8Array<ArrayBuffer> => new Uint8Array([...parts.flat(), ...Array<number>(20).fill(0)]);

const png = (width: number, height: number) =>
  padded([0x89, ...text("PNG"), 13, 10, 26, 10, ...four(13), ...text("IHDR"), ...four(width), ...four(height)]);

describe("the size of a picture", () => {
  it.each([
    ["PNG", png(640, 360)],
    ["GIF", padded(text("GIF89a"), [0x80, 2, 0x68, 1])],
    ["JPEG", padded([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xff, 0xc2, 0, 17, 8, ...two(360), ...two(640)])],
    ["WebP", padded(text("RIFF    WEBPVP8 "), [0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0x68, 1])],
    ["WebP without loss", padded(text("RIFF    WEBPVP8L"), [0, 0, 0, 0, 0x2f, 0x7f, 0xc2, 0x59, 0])],
    ["WebP with more", padded(text("RIFF    WEBPVP8X"), [0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 2, 0, 0x67, 1, 0])],
  ])("is read from the head of a %s", (_, bytes) => {
    expect(pictureSize(bytes)).toEqual({ width: 640, height: 360 });
  });

  it.each([
    ["nothing", new Uint8Array(0)],
    ["a drawing", padded(text("<svg xmlns='http://www.w3.org/2000/svg'/>"))],
    ["a JPEG that leads nowhere", padded([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff])],
  ])("is none for %s", (_, bytes) => {
    expect(pictureSize(bytes)).toBeUndefined();
  });

  it("is the same that the protocol allows, and larger files are never decoded", async () => {
    expect(maxPictureEdge).toBe(stageLimits.maxImageEdge);
    // Decoding is the browser's, which is not here: it would fail by its name.
    await expect(bitmapOf(new Blob([png(30_000, 30_000)], { type: "image/png" }))).rejects.toThrow("too large");
    await expect(bitmapOf(new Blob(["<svg/>"], { type: "image/png" }))).rejects.toThrow("no picture");
  });
});
