import type { ParticipantId } from "@tfx/widget-sdk";
import { describe, expect, it } from "vitest";
import { createCollector, pieceBytes, readPiece, toPieces } from "./pieces.ts";
import { isSafePicture, readPictureSize } from "./picture-size.ts";

const mei = "mei" as ParticipantId;
const ravi = "ravi" as ParticipantId;
const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? part.split("").map((sign) => sign.codePointAt(0) ?? 0) : part)));
const zeros = (count: number) => Array.from({ length: count }, () => 0);

const lossy = bytes("RIFF", zeros(4), "WEBP", "VP8 ", zeros(10), [0x80, 0x02, 0xe0, 0x01]);
const lossless = bytes("RIFF", zeros(4), "WEBP", "VP8L", zeros(4), [0x2f, 0x7f, 0xc2, 0x77, 0x00], zeros(5));
const extended = bytes("RIFF", zeros(4), "WEBP", "VP8X", zeros(8), [0xff, 0x3f, 0x00, 0xff, 0x3f, 0x00]);
const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc0, 0, 11, 8, 1, 0xe0, 2, 0x80, 1, 0, 0, 0]);

describe("the size of a picture", () => {
  it("is read from the header of each format", () => {
    expect(readPictureSize(lossy, "image/webp")).toEqual({ width: 640, height: 480 });
    expect(readPictureSize(lossless, "image/webp")).toEqual({ width: 640, height: 480 });
    expect(readPictureSize(extended, "image/webp")).toEqual({ width: 16_384, height: 16_384 });
    expect(readPictureSize(jpeg, "image/jpeg")).toEqual({ width: 640, height: 480 });
  });

  it("keeps pictures from being decoded that would fill the memory, or are something else", () => {
    expect(isSafePicture(jpeg, "image/jpeg")).toBe(true);
    expect(isSafePicture(extended, "image/webp")).toBe(false);
    expect(isSafePicture(jpeg, "image/webp")).toBe(false);
    expect(isSafePicture(bytes("<svg>"), "image/jpeg")).toBe(false);
    expect(isSafePicture(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xe0, 0, 0, 0, 0, 0]), "image/jpeg")).toBe(false);
  });
});

describe("pieces of a picture", () => {
  const picture = Uint8Array.from({ length: pieceBytes * 2 + 5 }, (_, index) => index % 251);

  it("make the picture again, also when several people send at once", () => {
    const collector = createCollector();
    const pieces = toPieces("p", picture);
    expect(pieces).toHaveLength(3);
    const answers = pieces.flatMap((piece) => [collector.add(mei, piece), collector.add(ravi, piece)]);
    expect(answers.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
    expect(answers.slice(4)).toEqual([picture, picture]);
  });

  it("are of no use after a gap or from the middle", () => {
    const collector = createCollector();
    const [first, second, third] = toPieces("p", picture);
    if (first === undefined || second === undefined || third === undefined) throw new Error("Three pieces were expected.");
    expect(collector.add(mei, second)).toBeUndefined();
    collector.add(mei, first);
    expect(collector.add(mei, third)).toBeUndefined();
    expect(collector.add(mei, second)).toBeUndefined();
    expect(collector.add(mei, third)).toEqual(picture);
  });

  it("are dropped when their sender leaves or begins too many", () => {
    const collector = createCollector();
    const begin = (large: string) => collector.add(mei, { large, index: 0, count: 2, bytes: new Uint8Array(1) });
    const end = (large: string) => collector.add(mei, { large, index: 1, count: 2, bytes: new Uint8Array(1) });
    ["a", "b", "c", "d", "e"].forEach(begin);
    expect(end("a")).toBeUndefined();
    expect(end("b")).toHaveLength(2);
    collector.forget(mei);
    expect(end("c")).toBeUndefined();
  });

  it("are not made of a picture that is too large", () => expect(toPieces("p", new Uint8Array(4 * 1024 * 1024))).toEqual([]));

  it.each([
    ["no object", 5],
    ["a number beyond the count", { large: "a", index: 2, count: 2, bytes: new Uint8Array(1) }],
    ["too many", { large: "a", index: 0, count: 65, bytes: new Uint8Array(1) }],
    ["half a piece", { large: "a", index: 0.5, count: 2, bytes: new Uint8Array(1) }],
    ["no bytes", { large: "a", index: 0, count: 2, bytes: "x" }],
    ["too many bytes", { large: "a", index: 0, count: 2, bytes: new Uint8Array(pieceBytes + 1) }],
  ])("are refused: %s", (_, value) => expect(readPiece(value)).toBeUndefined());
});
