import { expect, test } from "vitest";
import { serverLabel, serverOrigin } from "./server-origin.ts";

test.each([
  ["call.example", "https://call.example"],
  ["  call.example:8443 ", "https://call.example:8443"],
  ["localhost:3000", "http://localhost:3000"],
  ["127.0.0.1:3000", "http://127.0.0.1:3000"],
  ["[::1]:3000", "http://[::1]:3000"],
  ["https://Call.Example/", "https://call.example"],
  ["http://192.168.1.4:3000", "http://192.168.1.4:3000"],
])("%s is the server %s", (typed, origin) => {
  expect(serverOrigin(typed)).toBe(origin);
});

test.each([
  "",
  "two words",
  "ftp://call.example",
  "javascript:alert(1)",
  "https://call.example/path",
  "https://me@call.example",
  "https://",
])("%s is no server", (typed) => {
  expect(serverOrigin(typed)).toBeUndefined();
});

test("a label shows the port and hides the scheme", () => {
  expect(serverLabel("http://localhost:3000")).toBe("localhost:3000");
});
