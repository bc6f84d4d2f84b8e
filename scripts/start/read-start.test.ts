import { expect, test } from "vitest";
import { buildEnvironment, readStart } from "./read-start.ts";

test("without anything set the server is for this machine alone, on port 3000", () => {
  const wish = readStart([], {});
  expect(wish).toEqual({ host: "127.0.0.1", port: 3000, url: "http://localhost:3000", open: false, turn: false });
  expect(buildEnvironment(wish)).toEqual({});
});

test("another port goes into the links and into the extension", () => {
  const wish = readStart([], { TFX_PORT: "4100" });
  expect(wish.url).toBe("http://localhost:4100");
  expect(buildEnvironment(wish)).toEqual({ TFX_PUBLIC_URL: "http://localhost:4100" });
});

test("a certificate makes the links https", () => {
  expect(readStart([], { TFX_TLS_CERT: "cert.pem" }).url).toBe("https://localhost:3000");
});

test("a public address is the one that is printed", () => {
  expect(readStart([], { TFX_PUBLIC_URL: "https://call.example/" }).url).toBe("https://call.example");
});

test("a relay starts when asked for, or when its secret is set and none runs elsewhere", () => {
  expect(readStart(["--turn"], {}).turn).toBe(true);
  expect(readStart([], { TFX_TURN_SECRET: "s".repeat(16) }).turn).toBe(true);
  expect(readStart([], { TFX_TURN_SECRET: "s".repeat(16), TFX_TURN_URLS: "turn:relay.example" }).turn).toBe(false);
});

test("an unknown flag is refused", () => {
  expect(() => readStart(["--opne"], {})).toThrow("--opne");
});
