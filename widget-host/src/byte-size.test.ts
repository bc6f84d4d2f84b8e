import { describe, expect, it } from "vitest";
import { byteSize } from "./byte-size.ts";

const limit = 1_000;
const circle: Record<string, unknown> = {};
circle["self"] = circle;
const doubled = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner, inner], "x");

describe("the size of what a guest sends", () => {
  it("is about that of what can be seen", () => {
    expect(byteSize({ text: "é".repeat(10), list: [1, null, true], at: new Date(0) }, limit)).toBeLessThan(100);
    expect(byteSize(new Uint8Array(500), limit)).toBe(501);
    expect(byteSize("€".repeat(100), limit)).toBe(201);
    expect(byteSize(new Blob(["x".repeat(10_000)]), limit)).toBeLessThan(10);
  });

  it.each([
    ["a long text", "x".repeat(2_000)],
    ["a view of a large buffer", new Uint8Array(new ArrayBuffer(1 << 20), 0, 1)],
    ["a sparse array", Object.assign([], { length: 2 ** 31 })],
    ["a circle", [circle, circle]],
    ["parts that are shared again and again", doubled],
    ["a map of many", new Map(Array.from({ length: 2_000 }, (_, key) => [key, key]))],
    ["a text as an object", new String("x".repeat(5_000_000))],
    ["an error with a long message", new Error("x".repeat(2_000))],
    ["a pattern", /x/],
    ["a stream", new ReadableStream()],
    ["a port", new MessageChannel().port1],
    ["a huge number", 1n << 1_000_000n],
  ])("is too much for %s", (_what, value) => {
    const startedAt = performance.now();
    expect(byteSize(value, limit)).toBeGreaterThan(limit);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
