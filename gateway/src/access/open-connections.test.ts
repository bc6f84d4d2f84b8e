import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { createOpenConnections, guardConnections } from "./open-connections.ts";

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

it("a connection too many is told so, and nothing that comes over it is done", async () => {
  const done: string[] = [];
  const server = createServer((request, response) => {
    done.push(request.url ?? "");
    response.end();
  });
  guardConnections(server, { enter: () => undefined });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  try {
    for (let turn = 0; turn < 50; turn += 1) {
      const socket = connect({ port, host: "127.0.0.1" });
      let heard = "";
      socket.on("error", () => undefined);
      socket.on("data", (bytes: Buffer) => (heard += bytes.toString()));
      socket.write(`DELETE /${turn} HTTP/1.1\r\nhost: x\r\n\r\n`);
      await once(socket, "close");
      if (heard !== "") expect(heard).toContain("429");
    }
    expect(done).toEqual([]);
  } finally {
    server.close();
  }
});
