import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTokens, type Gateway } from "../src/index.ts";
import { isSignedHook } from "../src/hooks/sign-hook.ts";
import { openTestGateway, testSecret } from "../src/testing/open-gateway.ts";
import { openTestPublisher, type TestPublisher } from "../src/testing/test-publisher.ts";

const adminSecret = "the operator's secret, of 32 characters";
const hookSecret = "the secret of hooks, of 32 characters";
let gateway: Gateway;
let receiver: Server;
let folder = "";
const hooks: { type: string; stream: string; reason?: string }[] = [];
const open: TestPublisher[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const signature = String(request.headers["tfx-signature"]);
      const isOurs = isSignedHook(hookSecret, { body, signature }, { nowSeconds: Date.now() / 1_000 });
      if (isOurs) hooks.push(JSON.parse(body) as (typeof hooks)[number]);
      response.writeHead(isOurs ? 204 : 401).end();
    });
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const address = receiver.address();
  folder = await mkdtemp(join(tmpdir(), "tfx-gateway-"));
  gateway = await openTestGateway({
    folder: join(folder, "new"),
    secret: testSecret,
    adminSecret,
    metricsToken: "metrics",
    idleMs: 500,
    limits: { streams: 1, viewersPerStream: 2 },
    hooks: { urls: [`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`], secret: hookSecret },
    iceServers: { stunUrls: ["stun:stun.example"], turnUrls: ["turn:turn.example"], turnSecret: "relay" },
  });
});
afterAll(async () => {
  await Promise.all(open.map((publisher) => publisher.close()));
  await gateway.close();
  receiver.close();
  await rm(folder, { recursive: true });
});

const ask = async (
  path: string,
  { method = "GET", token = adminSecret, body }: { method?: string; token?: string; body?: unknown } = {},
) => {
  const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) };
  const response = await fetch(gateway.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") || text.startsWith("[") ? (JSON.parse(text) as unknown) : text };
};
const publish = async (stream: string): Promise<TestPublisher> => {
  const token = await createTokens(testSecret).sign(stream, "publish", 60);
  const publisher = await openTestPublisher({ url: `${gateway.url}/whip/${stream}`, token });
  open.push(publisher);
  return publisher;
};

describe("the API", () => {
  it("is for the operator, with a few things for publishers and everybody", async () => {
    const mine = await createTokens(testSecret).sign("film", "publish", 60);
    expect((await fetch(`${gateway.url}/api/streams`)).status).toBe(401);
    expect((await ask("/api/streams", { token: mine })).status).toBe(403);
    expect((await ask("/api/streams", { token: "wrong" })).status).toBe(403);
    expect((await ask("/api/streams")).status).toBe(200);
    expect((await ask("/api/streams/film/outputs", { token: mine })).status).toBe(200);
    expect((await ask("/api/streams/other/outputs", { token: mine })).status).toBe(403);
    expect((await ask("/live", { token: "" })).status).toBe(200);
    expect((await ask("/api/streams/..%2Fx")).status).toBe(400);
  });

  it("signs tokens that publish", async () => {
    const made = await ask("/api/tokens", { method: "POST", body: { stream: "film", right: "publish" } });
    expect(made).toMatchObject({ status: 201, body: { token: expect.any(String), expiresAt: expect.any(String) } });
    expect((await ask("/api/tokens", { method: "POST", body: { stream: "a/b", right: "publish" } })).status).toBe(400);
    const { token } = made.body as { token: string };
    expect(await createTokens(testSecret).read(token)).toMatchObject({ stream: "film", right: "publish" });
  });

  it("refuses outputs that it does not know", async () => {
    const body = { kind: "teleport", params: {} };
    expect(await ask("/api/streams/film/outputs", { method: "POST", body })).toMatchObject({
      status: 400,
      body: { code: "api/unknown-output-kind" },
    });
    expect((await ask("/api/streams/film/outputs/none", { method: "DELETE" })).status).toBe(404);
  });

  it("has a document of all of it", async () => {
    const { body } = await ask("/api/openapi.json");
    expect(body).toMatchObject({
      openapi: "3.1.0",
      paths: {
        "/api/tokens": { post: { requestBody: { content: { "application/json": { schema: { required: ["stream", "right"] } } } } } },
        "/live": { get: { security: [], responses: { 200: { content: expect.anything() } } } },
      },
    });
  });
});

it("a broadcast from its plan to its end, as everybody sees it", { timeout: 40_000 }, async () => {
  const about = { title: "Concert", startsAt: "2999-01-01T20:00:00Z", poster: "https://example.org/p.png" };
  expect((await ask("/api/streams/show/about", { method: "PUT", body: about })).status).toBe(204);
  expect((await ask("/api/streams/show/about", { method: "PUT", body: { title: "" } })).status).toBe(400);
  expect((await ask("/live")).body).toMatchObject({ now: [], next: [{ stream: "show", state: "planned", title: "Concert" }] });

  const publisher = await publish("show");
  expect(publisher.status).toBe(201);
  expect(publisher.answer.headers.get("link")).toMatch(/<turn:turn\.example>; rel="ice-server"; username="\d+:/);
  expect((await publish("second")).status).toBe(503);
  await expect.poll(async () => (await ask("/hls/show/index.m3u8")).status, { timeout: 15_000 }).toBe(200);
  expect((await ask("/live")).body).toMatchObject({ now: [{ stream: "show", state: "live", viewers: 1 }], next: [] });

  const pause = (isOn: boolean) => ask("/api/streams/show/break", { method: "PUT", body: { isOn } });
  expect((await pause(true)).status).toBe(204);
  expect((await ask("/live/show")).body).toMatchObject({ state: "break" });
  expect((await pause(false)).status).toBe(204);
  expect((await ask("/live/show")).body).toMatchObject({ state: "live" });
  expect((await ask("/api/streams/nobody/break", { method: "PUT", body: { isOn: true } })).status).toBe(404);

  // Two may watch: this one is the first, a player of another name the second.
  const watch = (name: string) => fetch(`${gateway.url}/hls/show/live.m3u8`, { headers: { "user-agent": name } });
  expect([(await watch("one")).status, (await watch("two")).status, (await watch("one")).status]).toEqual([200, 503, 200]);
  expect((await fetch(`${gateway.url}/ts/show.ts`)).status).toBe(503);

  await expect
    .poll(async () => (await ask("/api/streams/show")).body, { timeout: 10_000 })
    .toMatchObject({
      video: { codec: "h264", width: 320, height: 180 },
      audio: { codec: "aac" },
      viewers: 2,
      peakViewers: 2,
      lostPackets: 0,
      receivedBytes: expect.any(Number),
    });
  const metrics = String((await ask("/metrics", { token: "metrics" })).body);
  expect(metrics).toContain('tfx_gateway_viewers{kind="hls"} 2');
  expect(metrics).toMatch(/tfx_gateway_received_bits_per_second{stream="show"} [1-9]/);
  expect(metrics).toMatch(/^tfx_gateway_workers [12]$/m);
  expect((await ask("/metrics")).status).toBe(401);

  const token = await createTokens(testSecret).sign("show", "publish", 60);
  const start = (kind: string) => ask("/api/streams/show/outputs", { method: "POST", token, body: { kind, params: {} } });
  expect(await start("record")).toMatchObject({ status: 201, body: { kind: "record" } });
  const outputs = async () => (await ask("/api/streams/show/outputs", { token })).body;
  await expect.poll(outputs, { timeout: 10_000 }).toMatchObject([{ kind: "record", report: { state: "running" } }]);

  expect((await ask("/api/streams/show", { method: "DELETE" })).status).toBe(204);
  expect((await fetch(publisher.session)).status).toBe(404);
  expect((await ask("/live/show")).body).toMatchObject({ state: "ended" });
  expect(String((await ask("/hls/show/live.m3u8")).body)).toContain("#EXT-X-ENDLIST");
  await expect.poll(() => hooks.map(({ type }) => type), { timeout: 10_000 }).toContain("stream.stopped");
  expect(hooks[0]).toMatchObject({ type: "stream.started", stream: "show" });
  expect(hooks.at(-1)).toMatchObject({ type: "stream.stopped", stream: "show", reason: "stopped", peakViewers: 2 });
});

it("a publisher that dies is noticed in three seconds, and its stream is over after a while", { timeout: 40_000 }, async () => {
  const publisher = await publish("lost");
  await expect.poll(async () => (await ask("/live/lost")).body, { timeout: 10_000 }).toMatchObject({ state: "live" });
  await expect.poll(async () => (await ask("/hls/lost/index.m3u8")).status, { timeout: 15_000 }).toBe(200);
  open.splice(open.indexOf(publisher), 1);
  const diedMs = performance.now();
  await publisher.close();
  await expect.poll(async () => (await fetch(publisher.session)).status, { timeout: 10_000, interval: 50 }).toBe(404);
  expect(performance.now() - diedMs).toBeLessThan(3_000);
  await expect.poll(() => hooks.at(-1), { timeout: 10_000 }).toMatchObject({ type: "stream.stopped", stream: "lost", reason: "lost" });
});
