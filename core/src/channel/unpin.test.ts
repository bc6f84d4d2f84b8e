import { decode, encode } from "@msgpack/msgpack";
import { describe, expect, it } from "vitest";
import { unpin } from "./unpin.ts";

describe("bytes of a decoded message", () => {
  it("keep no more in memory than they are, wherever they stand, and stay the same", () => {
    const message = { small: new Uint8Array([1, 2]), list: [{ other: new Uint8Array(300).fill(3) }], text: "text", nothing: null };
    const own = unpin(decode(encode({ ...message, rest: new Uint8Array(2_000) }))) as typeof message;
    expect(own).toMatchObject(message);
    expect(own.small.buffer.byteLength).toBe(2);
    expect(own.list[0]?.other.buffer.byteLength).toBe(300);
  });

  it("are not copied when they are most of it", () => {
    const own = unpin(decode(encode({ block: new Uint8Array(2_000), digest: new Uint8Array(32) }).slice())) as Record<string, Uint8Array>;
    expect(own["block"]?.buffer.byteLength).toBeGreaterThan(2_000);
    expect(own["digest"]?.buffer.byteLength).toBe(32);
  });
});
