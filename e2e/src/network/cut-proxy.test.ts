import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openCutProxy, type CutProxy } from "./cut-proxy.ts";

let echo: Server;
let proxy: CutProxy;

beforeEach(async () => {
  echo = createServer((socket) => socket.on("error", () => undefined).pipe(socket)).listen(0, "127.0.0.1");
  await once(echo, "listening");
  const address = echo.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  proxy = await openCutProxy(address.port);
});
afterEach(async () => {
  await proxy.close();
  echo.close();
});

const open = async (): Promise<Socket> => {
  const socket = connect(proxy.port, "127.0.0.1").on("error", () => undefined);
  await once(socket, "connect");
  return socket;
};

/** `once` would reject at the reset that is waited for. */
const closing = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once("close", () => resolve()));

test("bytes pass in both directions", async () => {
  const socket = await open();
  socket.write("hello");
  expect(String((await once(socket, "data"))[0])).toBe("hello");
  socket.destroy();
});

test("a cut ends open connections and lets new ones in", async () => {
  const first = await open();
  first.write("x");
  await once(first, "data");
  const closed = closing(first);
  proxy.cut();
  await closed;
  const second = await open();
  second.write("again");
  expect(String((await once(second, "data"))[0])).toBe("again");
  second.destroy();
});

test("while refusing, new connections are reset", async () => {
  proxy.refuse(true);
  const socket = connect(proxy.port, "127.0.0.1").on("error", () => undefined);
  await closing(socket);
  expect(proxy.accepted).toBe(0);
});

test("a delay holds bytes back in each direction and keeps their order", async () => {
  proxy.delay(40);
  const socket = await open();
  const startedAt = performance.now();
  socket.write("a");
  socket.write("b");
  let text = "";
  while (text !== "ab") text += String((await once(socket, "data"))[0]);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(79);
  socket.destroy();
});
