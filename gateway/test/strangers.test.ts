import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTokens, type Gateway } from "../src/index.ts";
import { openTestGateway, testSecret } from "../src/testing/open-gateway.ts";
import { openTestPublisher, type TestPublisher } from "../src/testing/test-publisher.ts";

const adminSecret = "the operator's secret, of 32 characters";
let gateway: Gateway;
let publisher: TestPublisher;
let token = "";
beforeAll(async () => {
  vi.stubEnv("TFX_GATEWAY_SECRET", testSecret);
  gateway = await openTestGateway({ secret: testSecret, adminSecret });
  token = await createTokens(testSecret).sign("film", "publish", 600);
  publisher = await openTestPublisher({ url: `${gateway.url}/whip/film`, token });
  await vi.waitUntil(() => publisher.peer?.connectionState === "connected", { timeout: 20_000 });
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await publisher.close();
  await gateway.close();
});

/** Says something over a plain connection, and hears what is answered until it is closed, or for so long. */
const say = async (text: string, ms = 3_000): Promise<{ readonly heard: string; readonly isClosed: boolean }> => {
  const socket = connect({ port: Number(new URL(gateway.url).port), host: "127.0.0.1", allowHalfOpen: true });
  let heard = "";
  let isClosed = false;
  socket.on("error", () => undefined);
  socket.on("data", (bytes: Buffer) => (heard += bytes.toString("latin1")));
  socket.once("close", () => (isClosed = true));
  socket.write(text);
  // Whoever still listens is told nothing; whoever is gone breaks the connection.
  await once(socket, "end").catch(() => undefined);
  const knock = setInterval(() => socket.write("x"), 50);
  await vi.waitUntil(() => isClosed, { timeout: ms }).catch(() => undefined);
  clearInterval(knock);
  socket.destroy();
  return { heard, isClosed };
};
const viewers = async (): Promise<unknown> => ((await (await fetch(`${gateway.url}/live/film`)).json()) as { viewers: number }).viewers;

describe("a stranger", { timeout: 40_000 }, () => {
  it("gets no answer from the media port without the password of the session", async () => {
    const sdp = publisher.peer?.remoteDescription?.sdp ?? "";
    const [, port = "0"] = / 127\.0\.0\.1 (\d+) typ host/.exec(sdp) ?? [];
    const [, ufrag = ""] = /^a=ice-ufrag:(\w{4})/m.exec(sdp) ?? [];
    // A check that asks to be sent everything from now on: with the right name, and without a signature.
    const check = Buffer.from(`000100202112a442${"61".repeat(12)}00060009${"00".repeat(12)}0025000000240004${"7f".repeat(4)}`, "hex");
    check.write(`${ufrag}:none`, 24);
    const socket = createSocket("udp4");
    let answers = 0;
    socket.on("message", () => (answers += 1));
    for (let sent = 0; sent < 20; sent += 1) await new Promise((resolve) => socket.send(check, Number(port), "127.0.0.1", resolve));
    // The gateway is a process of its own: what it would have answered came before what it answers now.
    for (let asked = 0; asked < 5; asked += 1) await fetch(publisher.session);
    await vi.waitUntil(() => answers > 0, { timeout: 1_500 }).catch(() => undefined);
    socket.close();
    expect(answers).toBe(0);
    expect((await fetch(publisher.session)).status).toBe(204);
  });

  it("cannot ask for more before the first answer has come", async () => {
    const line = "GET /ts/film.ts HTTP/1.1\r\nhost: gateway\r\n\r\n";
    await expect.poll(async () => (await fetch(`${gateway.url}/hls/film/index.m3u8`)).status, { timeout: 15_000 }).toBe(200);
    const socket = connect(Number(new URL(gateway.url).port), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(line.repeat(20));
    await once(socket, "data");
    // One over HLS, and one over this connection.
    expect(await viewers()).toBe(2);
    socket.destroy();
  });

  it("holds nothing open by asking for the head of what has no end", async () => {
    expect((await fetch(`${gateway.url}/ts/film.ts`, { method: "HEAD", signal: AbortSignal.timeout(5_000) })).status).toBe(200);
    const events = await fetch(`${publisher.session}/events`, { method: "HEAD", signal: AbortSignal.timeout(5_000) });
    expect(events.status).toBe(200);
  });

  it("is cut off when its WebSocket is refused, even if it does not hang up", async () => {
    const { heard, isClosed } = await say("GET /nowhere HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n");
    expect(heard).toContain("404");
    expect(isClosed).toBe(true);
  });

  it("is not told the names of streams by the figures", async () => {
    expect((await fetch(`${gateway.url}/metrics`)).status).toBe(401);
    const headers = { authorization: `Bearer ${adminSecret}` };
    expect(await (await fetch(`${gateway.url}/metrics`, { headers })).text()).toContain('stream="film"');
  });

  it("who broke into a worker finds no secret of the front in it", { skip: process.platform !== "linux" }, async () => {
    expect(gateway.workerPids.length).toBeGreaterThan(0);
    for (const pid of gateway.workerPids) expect(await readFile(`/proc/${pid}/environ`, "utf8")).not.toContain(testSecret);
  });

  it("cannot have an answer taken for a page", async () => {
    for (const path of ["/live", "/nowhere", "/hls/film/index.m3u8", "/api/openapi.json"])
      expect((await fetch(gateway.url + path)).headers.get("x-content-type-options"), path).toBe("nosniff");
  });
});

describe("somebody with a token", { timeout: 40_000 }, () => {
  it("does not hold a name by a handshake that fails", async () => {
    const ghost = await createTokens(testSecret).sign("ghost", "publish", 600);
    const { heard } = await say(
      `GET /chunks/ghost?token=${ghost} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`,
    );
    expect(heard).toContain("400");
    await expect
      .poll(async () => ((await (await fetch(`${gateway.url}/live/ghost`)).json()) as { state?: string }).state, { timeout: 20_000 })
      .not.toBe("live");
  });

  it("starts no more outputs than a broadcast needs", async () => {
    const statuses: number[] = [];
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const body = JSON.stringify({ kind: "record", params: {} });
    for (let asked = 0; asked < 20; asked += 1)
      statuses.push((await fetch(`${gateway.url}/api/streams/film/outputs`, { method: "POST", headers, body })).status);
    expect(statuses[0]).toBe(201);
    expect(statuses.at(-1)).toBe(409);
  });
});
