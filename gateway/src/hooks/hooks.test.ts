import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { createHooks, type Hooks } from "./hooks.ts";
import { isSignedHook, signHook } from "./sign-hook.ts";

const secret = "a secret that both sides know, 32 characters";
const servers: Server[] = [];
const open: Hooks[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((hooks) => hooks.close()));
  for (const server of servers.splice(0)) server.close();
});

/** A receiver that answers with these statuses, then with 200. */
const receive = async (statuses: readonly number[] = []) => {
  const received: { body: string; signature: string }[] = [];
  const left = [...statuses];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      received.push({ body, signature: String(request.headers["tfx-signature"]) });
      response.writeHead(left.shift() ?? 200).end();
    });
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return { received, url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/hook` };
};
const send = (urls: readonly string[], waitsMs: readonly number[] = [1, 1]) => {
  const givenUp: string[] = [];
  const hooks = createHooks({ urls, secret, waitsMs, onGivenUp: (_url, { type }, why) => givenUp.push(`${type}: ${why}`) });
  open.push(hooks);
  return { hooks, givenUp };
};

describe("hooks", () => {
  it("arrive signed, in order, at every receiver", async () => {
    const [one, other] = [await receive(), await receive()];
    const { hooks } = send([one.url, other.url]);
    hooks.send({ type: "stream.started", stream: "a" });
    hooks.send({ type: "viewers.changed", stream: "a", viewers: 3 });
    await expect.poll(() => hooks.delivered).toBe(4);
    for (const { received } of [one, other]) {
      expect(received.map(({ body }) => JSON.parse(body))).toMatchObject([
        { type: "stream.started", stream: "a", id: expect.any(String), at: expect.stringMatching(/Z$/) },
        { type: "viewers.changed", viewers: 3 },
      ]);
      for (const hook of received) expect(isSignedHook(secret, hook, { nowSeconds: Date.now() / 1_000 })).toBe(true);
    }
  });

  it("are tried again, with the same id, until they arrive", async () => {
    const { url, received } = await receive([500, 503]);
    const { hooks } = send([url]);
    hooks.send({ type: "stream.started", stream: "a" });
    await expect.poll(() => hooks.delivered).toBe(1);
    const ids = received.map(({ body }): unknown => (JSON.parse(body) as { id: string }).id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it("are given up in the end, and hold up neither the next nor other receivers", async () => {
    const [broken, well] = [await receive([500, 500, 500]), await receive()];
    const { hooks, givenUp } = send([broken.url, well.url, "http://127.0.0.1:9/nobody"]);
    hooks.send({ type: "stream.started", stream: "a" });
    hooks.send({ type: "stream.stopped", stream: "a", reason: "left", peakViewers: 1 });
    await expect.poll(() => [hooks.delivered, hooks.givenUp]).toEqual([3, 3]);
    expect(givenUp).toContain("stream.started: It answers 500.");
    expect(well.received).toHaveLength(2);
  });

  it("cannot be forged, changed or sent again later", () => {
    const hook = { body: "{}", signature: signHook(secret, "{}", 1_000) };
    expect(isSignedHook(secret, hook, { nowSeconds: 1_010 })).toBe(true);
    expect(isSignedHook(secret, hook, { nowSeconds: 1_400 })).toBe(false);
    expect(isSignedHook(secret, { ...hook, body: "{ }" }, { nowSeconds: 1_010 })).toBe(false);
    expect(isSignedHook(`${secret}!`, hook, { nowSeconds: 1_010 })).toBe(false);
    expect(isSignedHook(secret, { ...hook, signature: hook.signature.replace("t=1000", "t=1001") }, { nowSeconds: 1_010 })).toBe(false);
    expect(isSignedHook(secret, { ...hook, signature: "v1=" }, { nowSeconds: 1_010 })).toBe(false);
  });
});
