import { describe, expect, it } from "vitest";
import { createAddressLimits } from "./address-limits.ts";

describe("limits of an address", () => {
  it("let a burst through, then say how long to wait, and keep their word", () => {
    let nowMs = 0;
    const limits = createAddressLimits({ burst: 2, perSecond: 0.5 }, { nowMs: () => nowMs });
    expect([1, 2, 3].map(() => limits.take("1.2.3.4"))).toEqual([0, 0, 2]);
    expect(limits.take("1.2.3.5")).toBe(0);
    nowMs = 2_000;
    expect([1, 2].map(() => limits.take("1.2.3.4"))).toEqual([0, 2]);
  });

  it("count all addresses of one IPv6 network together", () => {
    const limits = createAddressLimits({ burst: 1, perSecond: 1 }, { nowMs: () => 0 });
    expect(limits.take("2001:db8:1:2:3::1")).toBe(0);
    expect(limits.take("2001:db8:1:2:4::1")).toBe(1);
    expect(limits.take("2001:db8:1:3:4::1")).toBe(0);
    expect([limits.take("2001:db8::a:0:0:1"), limits.take("2001:db8::b:0:0:2"), limits.take("2001:db8::1")]).toEqual([0, 1, 1]);
    expect([limits.take("::1"), limits.take("::2")]).toEqual([0, 1]);
    expect(limits.take("::ffff:1.2.3.4")).toBe(0);
    expect(limits.take("1.2.3.4")).toBe(1);
  });
});
