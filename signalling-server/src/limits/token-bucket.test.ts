import { describe, expect, it } from "vitest";
import { AddressLimits } from "./address-limits.ts";
import { remoteAddress } from "./remote-address.ts";
import { TokenBucket } from "./token-bucket.ts";

describe("a token bucket", () => {
  it("lets a burst pass, then says how long to wait", () => {
    const bucket = new TokenBucket({ burst: 3, perSecond: 2 }, 0);
    expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([0, 0, 0]);
    expect(bucket.take(0)).toBe(1_000);
  });

  it("fills again with time, and never beyond its burst", () => {
    const bucket = new TokenBucket({ burst: 2, perSecond: 1 }, 0);
    bucket.take(0, 2);
    expect(bucket.waitMs(500)).toBeGreaterThan(0);
    expect(bucket.take(1_000)).toBe(0);
    expect(bucket.isFull(1_000_000)).toBe(true);
    expect(bucket.take(1_000_000, 3)).toBeGreaterThan(0);
  });

  it("is exhausted when somebody goes on for a further burst", () => {
    const bucket = new TokenBucket({ burst: 2, perSecond: 1 }, 0);
    bucket.take(0, 2);
    expect(bucket.exhausted).toBe(false);
    bucket.take(0, 2);
    expect(bucket.exhausted).toBe(true);
  });

  it("is not confused by a clock that goes back", () => {
    const bucket = new TokenBucket({ burst: 1, perSecond: 1 }, 10_000);
    expect(bucket.take(0)).toBe(0);
    expect(bucket.take(0)).toBe(2_000);
  });
});

describe("limits of addresses", () => {
  it("count each address and each action apart", () => {
    const rate = { burst: 1, perSecond: 1 };
    const limits = new AddressLimits({ sockets: rate, joins: rate, guesses: rate, grants: rate, bytes: rate });
    expect(limits.take("joins", "a", 0)).toBe(0);
    expect(limits.take("joins", "a", 0)).toBeGreaterThan(0);
    expect(limits.take("joins", "b", 0)).toBe(0);
    expect(limits.take("sockets", "a", 0)).toBe(0);
    expect(limits.waitMs("guesses", "a", 0)).toBe(0);
  });

  it("forget the oldest address rather than grow without end", () => {
    const rate = { burst: 1, perSecond: 0.001 };
    const limits = new AddressLimits({ sockets: rate, joins: rate, guesses: rate, grants: rate, bytes: rate });
    for (let index = 0; index < 20_001; index += 1) limits.take("joins", `address ${index}`, 0);
    expect(limits.waitMs("joins", "address 0", 0)).toBe(0);
    expect(limits.waitMs("joins", "address 20000", 0)).toBeGreaterThan(0);
  });
});

describe("the address that limits are counted for", () => {
  const peer = "10.0.0.1";
  it.each([
    ["is the peer's when no proxy is trusted", { peer, forwardedFor: "1.2.3.4", trustedProxies: 0 }, peer],
    ["is what the one trusted proxy saw", { peer, forwardedFor: "6.6.6.6, 1.2.3.4", trustedProxies: 1 }, "1.2.3.4"],
    ["is what the outer of two trusted proxies saw", { peer, forwardedFor: "6.6.6.6, 1.2.3.4, 10.0.0.2", trustedProxies: 2 }, "1.2.3.4"],
    ["is the peer's when a proxy said nothing", { peer, forwardedFor: undefined, trustedProxies: 1 }, peer],
    ["is the plain form of a mapped address", { peer: "::ffff:10.0.0.9", forwardedFor: undefined, trustedProxies: 0 }, "10.0.0.9"],
    ["is the /64 of an IPv6 address", { peer: "2001:db8:1:2:3:4:5:6", forwardedFor: undefined, trustedProxies: 0 }, "2001:db8:1:2::/64"],
    ["is the /64 of a shortened IPv6 address", { peer: "2001:db8::6", forwardedFor: undefined, trustedProxies: 0 }, "2001:db8:0:0::/64"],
  ])("%s", (_what, origin, address) => {
    expect(remoteAddress(origin)).toBe(address);
  });
});
