import { Socket } from "node:net";
import { expect, it } from "vitest";
import { addressOf } from "./address-of.ts";

it("an address is the last that no trusted proxy wrote", () => {
  const socket = Object.defineProperty(new Socket(), "remoteAddress", { value: "10.0.0.1" });
  const headers = { "x-forwarded-for": "6.6.6.6, 1.2.3.4, 10.0.0.2" };
  expect([0, 1, 2, 9].map((proxies) => addressOf({ socket, headers }, proxies))).toEqual(["10.0.0.1", "10.0.0.2", "1.2.3.4", "6.6.6.6"]);
  expect(addressOf({ socket, headers: {} }, 2)).toBe("10.0.0.1");
});
