import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { openFilmPublisher } from "../src/testing/film-publisher.ts";
import { loadFilm } from "../src/testing/load-film.ts";
import { openTestGateway } from "../src/testing/open-gateway.ts";

const film = loadFilm({ seconds: 2, sound: "opus", colour: "blue" });
/** An address of this machine that is not loopback: whoever comes from it is a stranger. */
const address = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.internal === false && one.family === "IPv4")?.address;

describe.skipIf(address === undefined)("connections of one address (needs another than loopback)", { timeout: 60_000 }, () => {
  it("are counted from when they are taken, and let go of when they end", async () => {
    const gateway = await openTestGateway({ host: "0.0.0.0", metricsToken: "metrics", limits: { connectionsPerAddress: 3 } });
    const port = Number(new URL(gateway.url).port);
    const open = async (): Promise<{ socket: Socket; heard: () => string }> => {
      const socket = connect({ host: address, port, localAddress: address ?? "" });
      let text = "";
      socket.on("data", (bytes: Buffer) => (text += bytes.toString("latin1")));
      socket.on("error", () => undefined);
      await once(socket, "connect");
      return { socket, heard: () => text };
    };
    try {
      // Nothing is sent over them.
      const held = [await open(), await open(), await open()];
      const fourth = await open();
      await expect.poll(() => fourth.socket.closed, { timeout: 10_000 }).toBe(true);
      expect(fourth.heard()).toContain("429 Too Many Requests");
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
      const metrics = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { authorization: "Bearer metrics" } });
      expect(await metrics.text()).toContain('tfx_gateway_refused_total{reason="address-connections"} 1');
      held[0]?.socket.destroy();
      await expect
        .poll(async () => (await fetch(`http://${address}:${port}/healthz`).catch(() => undefined))?.status, { timeout: 10_000 })
        .toBe(200);
      for (const { socket } of held) socket.destroy();
    } finally {
      await gateway.close();
    }
  });
});

describe("connections behind a proxy", { timeout: 60_000 }, () => {
  it("are requests at a time where a proxy is trusted to say whose they are", async () => {
    const gateway = await openTestGateway({ trustedProxies: 1, limits: { connectionsPerAddress: 2 } });
    const publisher = await openFilmPublisher({ url: `${gateway.url}/whip/film`, film });
    const from = (forwarded: string) => ({ headers: { "x-forwarded-for": forwarded } });
    const read = async (forwarded: string): Promise<{ status: number; stop(): void }> => {
      const stop = new AbortController();
      const response = await fetch(`${gateway.url}/ts/film.ts`, { ...from(forwarded), signal: stop.signal });
      return { status: response.status, stop: () => stop.abort() };
    };
    const status = async (forwarded: string) => (await fetch(`${gateway.url}/healthz`, from(forwarded))).status;
    try {
      await expect.poll(async () => (await fetch(`${gateway.url}/hls/film/index.m3u8`)).status, { timeout: 20_000 }).toBe(200);
      const readers = [await read("203.0.113.7"), await read("203.0.113.7")];
      expect(readers.map((reader) => reader.status)).toEqual([200, 200]);
      expect([await status("203.0.113.7"), await status("203.0.113.8")]).toEqual([429, 200]);
      const socket = new WebSocket(`${gateway.url.replace("http", "ws")}/chunks/other`, from("203.0.113.7"));
      const [refused] = (await once(socket, "error")) as [Error];
      expect(refused.message).toContain("429");
      readers[0]?.stop();
      await expect.poll(() => status("203.0.113.7"), { timeout: 5_000 }).toBe(200);
      readers[1]?.stop();
    } finally {
      await publisher.close();
      await gateway.close();
    }
  });
});
