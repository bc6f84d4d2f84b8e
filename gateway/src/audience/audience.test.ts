import { describe, expect, it } from "vitest";
import { createAudience, type AudienceLimits } from "./audience.ts";

/** How many watch over WebRTC from any one network. */
const whepFromEach = 1;
const here = "127.0.0.1";
const open = (limits: Partial<AudienceLimits> = {}) => {
  const clock = { nowMs: 0 };
  const rtc = new Map<string, number>();
  const whep = (stream?: string) => (stream === undefined ? [...rtc.values()].reduce((sum, one) => sum + one, 0) : (rtc.get(stream) ?? 0));
  return {
    clock,
    rtc,
    audience: createAudience(
      { viewers: 100, viewersPerStream: 100, viewersPerAddress: 100, ...limits },
      { nowMs: () => clock.nowMs, whep, whepFrom: () => whepFromEach },
    ),
  };
};

describe("the audience", () => {
  it("counts those who hold a connection, and those who ask again and again", () => {
    const { audience, rtc } = open();
    const leave = audience.enter("a", here);
    rtc.set("a", 1);
    for (const viewer of ["one", "two", "one"]) expect(audience.see("a", viewer, here)).toBe(true);
    expect(audience.count("a")).toBe(4);
    expect(audience.totals).toEqual({ hls: 2, ts: 1, whep: 1 });
    leave?.();
    leave?.();
    expect([audience.count("a"), audience.count("b"), audience.peak("a")]).toEqual([3, 0, 4]);
  });

  it("forgets who asked for nothing for ten seconds", () => {
    const { audience, clock } = open();
    audience.see("a", "one", here);
    clock.nowMs = 6_000;
    audience.see("a", "two", here);
    clock.nowMs = 10_000;
    expect(audience.count("a")).toBe(1);
    audience.see("a", "two", here);
    clock.nowMs = 19_999;
    expect(audience.count("a")).toBe(1);
  });

  it("lets in no more than may be, of a stream and of all, but never puts anybody out", () => {
    const { audience } = open({ viewers: 3, viewersPerStream: 2 });
    expect([audience.see("a", "1", here), audience.see("a", "2", here), audience.see("a", "3", here)]).toEqual([true, true, false]);
    expect(audience.enter("a", here)).toBeUndefined();
    const leave = audience.enter("b", here);
    expect(leave).toBeDefined();
    expect(audience.see("c", "4", here)).toBe(false);
    expect(audience.see("a", "1", here)).toBe(true);
    leave?.();
    expect(audience.see("c", "4", here)).toBe(true);
  });

  it("lets nobody take all places from one address, this machine apart", () => {
    const { audience } = open({ viewersPerAddress: 3 });
    const see = (viewer: string, address: string): boolean => audience.see("a", viewer, address);
    expect([see("1", "2001:db8::1:0:0:1"), see("2", "2001:db8::2:0:0:2")]).toEqual([true, true]);
    expect([see("3", "2001:db8::3"), audience.enter("b", "2001:db8::4"), see("1", "2001:db8::1:0:0:1")]).toEqual([false, undefined, true]);
    const leaves = ["a", "b"].map((stream) => audience.enter(stream, "192.0.2.1"));
    expect(audience.hasRoom("a", "192.0.2.1")).toBe(false);
    leaves[0]?.();
    expect(audience.hasRoom("a", "192.0.2.1")).toBe(true);
    for (let viewer = 0; viewer < 10; viewer += 1) expect(see(`own ${viewer}`, here)).toBe(true);
  });
});
