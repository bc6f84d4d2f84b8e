import { expect, it } from "vitest";
import { isFromThisMachine } from "./own-machine.ts";

const asks = (headers: Readonly<Record<string, string>>): boolean => isFromThisMachine({ headers });

it("takes programs and pages of this machine", () => {
  expect(asks({ host: "127.0.0.1:3100" })).toBe(true);
  expect(asks({ host: "localhost:3100", origin: "http://localhost:3000" })).toBe(true);
  expect(asks({ host: "[::1]:3100", origin: "http://127.0.0.1:3000" })).toBe(true);
});

it("takes no page of another origin, no name that was made to lead here, and nobody through a proxy", () => {
  expect(asks({ host: "127.0.0.1:3100", origin: "https://evil.example" })).toBe(false);
  expect(asks({ host: "127.0.0.1:3100", origin: "null" })).toBe(false);
  expect(asks({ host: "127.0.0.1:3100", origin: "http://localhost.evil.example" })).toBe(false);
  expect(asks({ host: "evil.example:3100" })).toBe(false);
  expect(asks({ host: "127.0.0.1.evil.example" })).toBe(false);
  expect(asks({})).toBe(false);
  expect(asks({ host: "127.0.0.1:3100", "x-forwarded-for": "203.0.113.1" })).toBe(false);
  expect(asks({ host: "localhost", forwarded: "for=203.0.113.1" })).toBe(false);
});
