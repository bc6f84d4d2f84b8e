import { createServer } from "node:net";
import { once } from "node:events";
import { expect, test } from "vitest";
import { isPortFree, readPort } from "./free-port.ts";

test("a port that somebody listens on is not free, and is again afterwards", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  expect(await isPortFree(address.port, "127.0.0.1")).toBe(false);
  server.close();
  await once(server, "close");
  expect(await isPortFree(address.port, "127.0.0.1")).toBe(true);
});

test("an unset port is the usual one", () => {
  expect(readPort(undefined, 3000)).toBe(3000);
  expect(readPort("", 3000)).toBe(3000);
  expect(readPort("8080", 3000)).toBe(8080);
});

test.each(["http", "0", "70000", "3000.5", "-1"])("%s is no port and the message names the variable", (text) => {
  expect(() => readPort(text, 3000)).toThrow(/TFX_PORT.*1 to 65535/);
});
