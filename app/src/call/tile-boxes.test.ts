import { describe, expect, it } from "vitest";
import { fakeId } from "../testing/fake-session.ts";
import { tileBoxesOf } from "./tile-boxes.ts";

const self = fakeId("self");
const area = { width: 1_000, height: 500 };
const boxes = new Map([
  ["self", { x: 800, y: 400, width: 150, height: 90 }],
  ["own-screen", { x: 0, y: 0, width: 700, height: 500 }],
  ["invite", { x: 0, y: 0, width: 10, height: 10 }],
  ["widget", { x: 0, y: 0, width: 10, height: 10 }],
]);
const tiles = [
  { kind: "self", key: "self", floating: true },
  { kind: "own-screen", key: "own-screen", floating: false },
  { kind: "invite", key: "invite", floating: false },
  { kind: "widget", key: "widget", floating: false, instance: "one" },
] as const;

describe("tiles as an overlay is told of them", () => {
  it("are those of people, what floats in front last", () => {
    expect(tileBoxesOf(tiles, boxes, { self, area, rightToLeft: false })).toEqual([
      { participant: self, source: "screen", x: 0, y: 0, width: 700, height: 500 },
      { participant: self, source: "camera", x: 800, y: 400, width: 150, height: 90 },
    ]);
  });

  it("are counted from the left where text runs from the right", () => {
    expect(tileBoxesOf(tiles, boxes, { self, area, rightToLeft: true }).map(({ x }) => x)).toEqual([300, 50]);
  });
});
