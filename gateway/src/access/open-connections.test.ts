import { expect, it } from "vitest";
import { createOpenConnections } from "./open-connections.ts";

const open = () => {
  let limited = 0;
  const connections = createOpenConnections({ most: 2, onLimited: () => void (limited += 1) });
  return { enter: (address: string) => connections.enter(address), limited: () => limited };
};

it("an address holds as many as it may, and others none the less", () => {
  const { enter, limited } = open();
  const [one] = [enter("1.2.3.4"), enter("1.2.3.4")];
  expect([enter("1.2.3.4"), enter("1.2.3.5")]).toEqual([undefined, expect.any(Function)]);
  expect(limited()).toBe(1);
  one?.();
  one?.();
  expect([enter("1.2.3.4"), enter("1.2.3.4")]).toEqual([expect.any(Function), undefined]);
});

it("a network of IPv6 is one address, and this machine is not counted", () => {
  const { enter } = open();
  expect(["2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2::3"].map((address) => enter(address) !== undefined)).toEqual([
    true,
    true,
    false,
  ]);
  for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
    for (let count = 0; count < 5; count += 1) expect(enter(address)).toBeDefined();
});
