import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { createTokens, type Gateway } from "../src/index.ts";
import { openTsReader } from "../src/testing/look-at.ts";
import { openTestGateway, testSecret } from "../src/testing/open-gateway.ts";
import { openTestPublisher, type TestPublisher } from "../src/testing/test-publisher.ts";
import { openTestViewer } from "../src/testing/test-viewer.ts";

const tokens = createTokens(testSecret);
let gateway: Gateway;
const open: { close(): Promise<void> }[] = [];
const publish = async (stream: string, token: string): Promise<TestPublisher> => {
  const publisher = await openTestPublisher({ url: `${gateway.url}/whip/${stream}`, token });
  open.push(publisher);
  return publisher;
};
const status = async (path: string, init: RequestInit = {}): Promise<number> => {
  const response = await fetch(new URL(path, gateway.url), init);
  await response.body?.cancel();
  return response.status;
};
/** How a session ended, as its events say. */
const endOf = async ({ session }: TestPublisher): Promise<string> => (await fetch(`${session}/events`)).text();

beforeAll(async () => {
  gateway = await openTestGateway({ secret: testSecret, openViewing: false });
  await publish("film", await tokens.sign("film", "publish", 600));
  const long = await tokens.sign("film", "view", 600);
  await vi.waitUntil(async () => (await status(`/hls/film/index.m3u8?token=${long}`)) === 200, { timeout: 40_000 });
}, 60_000);
afterAll(async () => {
  await Promise.all(open.map((one) => one.close()));
  await gateway.close();
});

describe("a viewer whose token ends", { timeout: 30_000 }, () => {
  it("is let go over every way, and let in by none; others stay", async () => {
    const [short, long] = [await tokens.sign("film", "view", 4), await tokens.sign("film", "view", 600)];
    const endsAtMs = (await tokens.read(short))?.endsAtMs ?? 0;
    const watch = async (token: string) => {
      const viewer = await openTestViewer(`${gateway.url}/whep/film?token=${token}`);
      open.push(viewer);
      return viewer;
    };
    const [leaves, stays] = [await watch(short), await watch(long)];
    const [ts, longTs] = [
      await openTsReader(`${gateway.url}/ts/film.ts?token=${short}`),
      await openTsReader(`${gateway.url}/ts/film.ts?token=${long}`),
    ];
    const texts = await fetch(`${gateway.url}/live/film/texts?token=${short}`);
    const read = texts.text();
    expect([leaves.status, stays.status, ts.status, texts.status]).toEqual([201, 201, 200, 200]);
    expect(await status(`/hls/film/live.m3u8?token=${short}`)).toBe(200);
    await expect.poll(() => leaves.packets.length).toBeGreaterThan(10);

    await expect.poll(() => ts.isOpen, { timeout: 15_000 }).toBe(false);
    expect(Date.now()).toBeGreaterThanOrEqual(endsAtMs);
    // The broadcast is not over: whoever reads along asks anew, and learns why.
    expect(await read).not.toContain("ended");
    await expect.poll(() => status(leaves.session, { method: "DELETE" }), { timeout: 5_000 }).toBe(404);
    for (const path of ["/hls/film/live.m3u8", "/hls/film/index.m3u8", "/ts/film.ts", "/rtp/film.sdp", "/live/film/texts"])
      expect(await status(`${path}?token=${short}&port=5004`), path).toBe(401);
    expect((await openTestViewer(`${gateway.url}/whep/film`, { token: short })).status).toBe(401);

    const [packets, bytes] = [stays.packets.length, longTs.bytes];
    await expect.poll(() => stays.packets.length > packets && longTs.bytes > bytes).toBe(true);
  });
});

describe("a publisher whose token ends", { timeout: 40_000 }, () => {
  it("is let go, told why, and goes on with another token; viewers keep their place", async () => {
    const token = await tokens.sign("short", "publish", 4);
    const first = await publish("short", token);
    expect(first.status).toBe(201);
    const view = await tokens.sign("short", "view", 600);
    await vi.waitUntil(async () => (await status(`/hls/short/index.m3u8?token=${view}`)) === 200, { timeout: 20_000 });
    expect(await endOf(first)).toContain('data: {"reason":"expired"}');
    expect(await status(first.session)).toBe(404);
    expect((await publish("short", token)).status).toBe(401);
    expect(await status(`/hls/short/live.m3u8?token=${view}`)).toBe(200);
    const second = await publish("short", await tokens.sign("short", "publish", 600));
    expect(second.status).toBe(201);
    await expect.poll(async () => (await fetch(`${gateway.url}/live/short`)).json()).toMatchObject({ state: "live" });
  });

  it("may go on before that with another token of the same owner, and nobody else may", async () => {
    const sign = (owner: string, lastsSeconds: number) => tokens.sign("mine", "publish", { lastsSeconds, owner });
    const first = await publish("mine", await sign("ada", 600));
    const ended = endOf(first);
    expect((await publish("mine", await sign("grace", 600))).status).toBe(409);
    expect((await publish("mine", await tokens.sign("mine", "publish", 600))).status).toBe(409);
    const second = await publish("mine", await sign("ada", 601));
    expect(second.status).toBe(201);
    expect(await ended).toContain('data: {"reason":"replaced"}');
    expect([await status(first.session), await status(second.session)]).toEqual([404, 204]);
  });

  it("is let go over a WebSocket with a code of its own", async () => {
    const token = await tokens.sign("chunks", "publish", 3);
    const socket = new WebSocket(`${gateway.url.replace("http", "ws")}/chunks/chunks?token=${token}`);
    const [code] = (await once(socket, "close")) as [number];
    expect(code).toBe(4401);
  });
});
