import { describe, expect, it } from "vitest";
import { createAudience } from "./audience.ts";

const open = (limits = { viewers: 100, viewersPerStream: 100 }) => {
  const clock = { nowMs: 0 };
  const rtc = new Map<string, number>();
  const whep = (stream?: string) => (stream === undefined ? [...rtc.values()].reduce((sum, one) => sum + one, 0) : (rtc.get(stream) ?? 0));
  return { clock, rtc, audience: createAudience(limits, { nowMs: () => clock.nowMs, whep }) };
};

describe("the audience", () => {
  it("counts those who hold a connection, and those who ask again and again", () => {
    const { audience, rtc } = open();
    const leave = audience.enter("a");
    rtc.set("a", 1);
    for (const viewer of ["one", "two", "one"]) expect(audience.see("a", viewer)).toBe(true);
    expect(audience.count("a")).toBe(4);
    expect(audience.totals).toEqual({ hls: 2, ts: 1, whep: 1 });
    leave?.();
    leave?.();
    expect([audience.count("a"), audience.count("b"), audience.peak("a")]).toEqual([3, 0, 4]);
  });

  it("forgets who asked for nothing for ten seconds", () => {
    const { audience, clock } = open();
    audience.see("a", "one");
    clock.nowMs = 6_000;
    audience.see("a", "two");
    clock.nowMs = 10_000;
    expect(audience.count("a")).toBe(1);
    audience.see("a", "two");
    clock.nowMs = 19_999;
    expect(audience.count("a")).toBe(1);
  });

  it("lets in no more than may be, of a stream and of all, but never puts anybody out", () => {
    const { audience } = open({ viewers: 3, viewersPerStream: 2 });
    expect([audience.see("a", "1"), audience.see("a", "2"), audience.see("a", "3")]).toEqual([true, true, false]);
    expect(audience.enter("a")).toBeUndefined();
    const leave = audience.enter("b");
    expect(leave).toBeDefined();
    expect(audience.see("c", "4")).toBe(false);
    expect(audience.see("a", "1")).toBe(true);
    leave?.();
    expect(audience.see("c", "4")).toBe(true);
  });
});
