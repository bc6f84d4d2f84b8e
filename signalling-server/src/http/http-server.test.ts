import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { get as getPlain, type IncomingHttpHeaders } from "node:http";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { TestGround } from "../testing/test-server.ts";
import { tlsFixture } from "../testing/tls-fixture.ts";

const ground = new TestGround();
let webRoot = "";

beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), "tfx-web-"));
  await mkdir(join(webRoot, "assets"));
  await writeFile(join(webRoot, "index.html"), "<!doctype html><title>TFX</title>");
  await writeFile(join(webRoot, "assets", "app-abc123.js"), "export {};");
  await writeFile(join(webRoot, "icon.svg"), "<svg/>");
});
afterAll(() => rm(webRoot, { recursive: true }));
afterEach(() => ground.clear());

describe("the web app", () => {
  it("is served at / and at every room's link, and is asked for anew each time", async () => {
    const { url } = await ground.server({ webRoot });
    for (const path of ["/", "/r/amber-otter"]) {
      const answer = await fetch(url + path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain("<title>TFX</title>");
      expect(answer.headers.get("cache-control")).toBe("no-cache");
    }
  });

  it("lets hashed files be kept for ever, and no others", async () => {
    const { url } = await ground.server({ webRoot });
    const hashed = await fetch(`${url}/assets/app-abc123.js`);
    expect(hashed.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(hashed.headers.get("content-type")).toContain("javascript");
    expect((await fetch(`${url}/icon.svg`)).headers.get("cache-control")).toBe("no-cache");
  });

  it("comes with a policy that runs our own scripts alone", async () => {
    const { url } = await ground.server({ webRoot });
    const { headers } = await fetch(`${url}/r/amber-otter`);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).toContain(`connect-src 'self' ws://${new URL(url).host} wss://${new URL(url).host}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe-inline");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("permissions-policy")).toContain("camera=(self), microphone=(self), display-capture=(self)");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("lets pages of this machine be framed and asked where it is served from this machine, and nowhere else", async () => {
    await writeFile(join(webRoot, "widget-fetch.html"), "<!doctype html>");
    const { url } = await ground.server({ webRoot });
    const policyAt = (path: string, host: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const request = getPlain(new URL(path, url), { headers: { host } }, (answer) => {
          answer.resume();
          resolve(String(answer.headers["content-security-policy"]));
        });
        request.on("error", reject);
      });
    expect(await policyAt("/", "localhost:3000")).toContain("frame-src 'self' https: http://localhost:*;");
    expect(await policyAt("/", "call.example")).toMatch(/frame-src 'self' https:(?: https:)?;/);
    expect(await policyAt("/widget-fetch.html", "127.0.0.1:3000")).toContain("connect-src https: http://localhost:*;");
    const policy = await policyAt("/widget-fetch.html", "call.example");
    expect(policy).toContain("default-src 'none'; connect-src https:;");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toContain("script-src");
  });

  it("may be framed by those whom the operator names", async () => {
    const { url } = await ground.server({ webRoot, frameAncestors: ["https://school.example"] });
    const policy = (await fetch(url)).headers.get("content-security-policy");
    expect(policy).toContain("frame-ancestors https://school.example");
  });

  it("may talk to the gateways that the operator names, and tells pages of any origin which they are", async () => {
    const gatewayUrl = "https://live.example";
    const { url } = await ground.server({ webRoot, gatewayUrl, broadcastOrigins: ["http://127.0.0.1:3100", gatewayUrl] });
    const policy = (await fetch(url)).headers.get("content-security-policy") ?? "";
    const gateways = "https://live.example http://127.0.0.1:3100";
    expect(policy).toMatch(new RegExp(`connect-src 'self' [^;]* ${gateways} wss://live.example ws://127.0.0.1:3100;`));
    expect(policy).toContain(`media-src 'self' blob: mediastream: ${gateways};`);
    expect(policy).toContain(`img-src 'self' data: blob: ${gateways};`);
    const answer = await fetch(`${url}/config.json`, { headers: { origin: "chrome-extension://abc" } });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(await answer.json()).toEqual({ gateway: gatewayUrl, gateways: [gatewayUrl, "http://127.0.0.1:3100"] });
  });

  it("has no gateway unless there is one", async () => {
    const { url } = await ground.server({ webRoot });
    expect(await (await fetch(`${url}/config.json`)).json()).toEqual({ gateways: [] });
  });

  it("says what to do when it is not built", async () => {
    const { url } = await ground.server({ webRoot: join(webRoot, "nowhere") });
    const answer = await fetch(url);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("npm run build");
  });
});

describe("unknown paths", () => {
  const paths = [
    ["a name", "/nothing-here"],
    ["markup", "/r/%3Cscript%3E"],
    ["10,000 characters", `/r/${"x".repeat(10_000)}`],
    ["capitals", "/r/Amber"],
    ["half an escape", "/%"],
    ["dots", "/assets/../../package.json"],
    ["escaped dots", "/%2e%2e/package.json"],
    ["a longer path", "/r/a/b"],
  ] as const;

  it.each(paths)("with %s are answered without being repeated", async (_what, path) => {
    const { url } = await ground.server({ webRoot });
    const answer = await fetch(url + path);
    const text = await answer.text();
    expect([400, 404]).toContain(answer.status);
    expect(text).toMatch(/^(?:There is nothing here|This request cannot be understood)\.\n$/);
  });

  it.each(["/r/", "/r/Hello%20World!", "/r/a/b"])("show people the app at %s, which says that the link is wrong", async (path) => {
    const { url } = await ground.server({ webRoot });
    const answer = await fetch(url + path, { headers: { accept: "text/html,*/*" } });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("<title>TFX</title>");
  });

  it("takes nothing that is sent", async () => {
    const { url } = await ground.server({ webRoot });
    const answer = await fetch(url, { method: "POST", body: "x".repeat(1_000_000), headers: { "content-type": "application/json" } });
    expect([404, 413]).toContain(answer.status);
  });
});

describe("with a certificate", () => {
  it("speaks https and wss, and tells browsers to stay with it", async () => {
    const { url } = await ground.server({ webRoot, tls: tlsFixture });
    expect(url).toMatch(/^https:/);
    const headers = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
      get(`${url}/healthz`, { ca: tlsFixture.cert }, (answer) => {
        answer.resume();
        resolve(answer.headers);
      }).on("error", reject);
    });
    expect(headers["strict-transport-security"]).toBe("max-age=15552000");
    const socket = new WebSocket(`${url.replace("https", "wss")}/socket.io/?EIO=4&transport=websocket`, { ca: tlsFixture.cert });
    await once(socket, "open");
    socket.terminate();
  });

  it("is not tied to it over plain http, where a phone or a laptop may have other servers", async () => {
    const { url } = await ground.server({ webRoot });
    expect((await fetch(url)).headers.get("strict-transport-security")).toBeNull();
  });
});

describe("health and metrics", () => {
  it("tells pages of any origin that the server is well and what it speaks", async () => {
    const { url } = await ground.server({ webRoot });
    const answer = await fetch(`${url}/healthz`, { headers: { origin: "chrome-extension://abc" } });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(await answer.json()).toEqual({ status: "ok", version: expect.stringMatching(/^\d+\.\d+\.\d+/), protocol: 1 });
  });

  it("counts sockets, rooms, people and messages", async () => {
    const server = await ground.server({ webRoot });
    const [ada, bob] = await ground.clients(server, "ada", "bob");
    await ada.join("amber-otter");
    const { participant } = await bob.join("amber-otter");
    ada.signal(participant);
    await bob.next("signal.received");
    const text = await (await fetch(`${server.url}/metrics`)).text();
    for (const line of ["tfx_sockets 2", "tfx_rooms 1", "tfx_participants 2", "tfx_messages_relayed_total 1"])
      expect(text).toContain(`${line}\n`);
    for (const name of ["nodejs_eventloop_lag_p99_seconds", "nodejs_eventloop_utilization", "process_resident_memory_bytes"])
      expect(text).toContain(name);
  });

  it("keeps the metrics to who has the token, where there is one", async () => {
    const metricsToken = "a token for the metrics";
    const { url } = await ground.server({ webRoot, metricsToken });
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    expect((await fetch(`${url}/metrics`, { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
    expect((await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).status).toBe(200);
  });
});
