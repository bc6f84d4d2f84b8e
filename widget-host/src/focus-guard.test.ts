import { describe, expect, it } from "vitest";
import { isMeant } from "./focus-guard.ts";

const nowMs = 10_000;

describe("the keyboard that goes to a frame", () => {
  it.each([
    ["while somebody types and the pointer is elsewhere", { key: "a", keyAtMs: 9_900, overSinceMs: undefined }, false],
    ["long after the last key, without a pointer", { key: "a", keyAtMs: 1_000, overSinceMs: undefined }, false],
    ["while somebody types and the pointer rests on it", { key: "a", keyAtMs: 9_900, overSinceMs: 5_000 }, false],
    ["after the pointer came over it", { key: "a", keyAtMs: 9_000, overSinceMs: 9_500 }, true],
    ["of a pointer that rests there, when nobody types", { key: "a", keyAtMs: 6_000, overSinceMs: 5_000 }, true],
    ["by the key that leads there", { key: "Tab", keyAtMs: 9_990, overSinceMs: undefined }, true],
    ["long after that key", { key: "Tab", keyAtMs: 5_000, overSinceMs: undefined }, false],
  ])("%s", (_what, doings, meant) => {
    expect(isMeant({ ...doings, nowMs })).toBe(meant);
  });
});
