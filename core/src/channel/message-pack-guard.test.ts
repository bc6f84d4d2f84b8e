import { encode } from "@msgpack/msgpack";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isModest } from "./message-pack-guard.ts";

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
const bomb = (copies: number) => new Uint8Array(Array.from({ length: copies }, () => [0xdd, 0x01, 0xff, 0xff, 0xff]).flat());

describe("the guard before decoding", () => {
  it("passes whatever is really there", () => {
    const values = fc.oneof(
      fc.jsonValue({ maxDepth: 6 }),
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ maxLength: 70_000 }),
      fc.double(),
    );
    fc.assert(fc.property(fc.array(values, { maxLength: 40 }), (value) => isModest(encode(["topic", value]))));
    expect(isModest(encode(["topic", new Date(0)]))).toBe(true);
    expect(isModest(encode(["topic", Array.from({ length: 70_000 }, () => 0)]))).toBe(true);
    expect(isModest(encode(["topic", new Uint8Array(70_000)]))).toBe(true);
  });

  it.each([1, 4, 16, 200])("stops %i headers that declare 33 million values each", (copies) => {
    expect(isModest(bomb(copies))).toBe(false);
  });

  it("stops what is too deep, cut short, followed by more, or no MessagePack", () => {
    expect(isModest(encode(nested(20)))).toBe(true);
    expect(isModest(encode(nested(40)))).toBe(false);
    expect(isModest(encode(["topic", "text"]).subarray(0, 5))).toBe(false);
    expect(isModest(new Uint8Array([1, 1]))).toBe(false);
    expect(isModest(new Uint8Array([0xc1]))).toBe(false);
    expect(isModest(new Uint8Array([0xdc, 0xff, 0xff, 0xdc, 0xff, 0xff]))).toBe(false);
    expect(isModest(new Uint8Array([0xc6, 0xff, 0xff, 0xff, 0xff, 0]))).toBe(false);
    expect(isModest(new Uint8Array())).toBe(false);
  });

  it("ends on any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof isModest(bytes) === "boolean"));
  });
});
