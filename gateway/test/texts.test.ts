import { readableTexts, type BroadcastText, type ReadableText } from "@tfx/protocol/broadcasts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTokens, type Gateway } from "../src/index.ts";
import { openTestGateway, testSecret } from "../src/testing/open-gateway.ts";
import { openTestPublisher, type TestPublisher } from "../src/testing/test-publisher.ts";

let gateway: Gateway;
let publisher: TestPublisher;
let token = "";
const end = new AbortController();
const tokenOf = (stream: string, right: "publish" | "view" = "publish") => createTokens(testSecret).sign(stream, right, 600);
beforeAll(async () => {
  gateway = await openTestGateway({ secret: testSecret, openViewing: false, rates: { requests: { burst: 1e6, perSecond: 1e6 } } });
  token = await tokenOf("film");
  publisher = await openTestPublisher({ url: `${gateway.url}/whip/film`, token, video: false });
}, 60_000);
afterAll(async () => {
  end.abort();
  await publisher.close();
  await gateway.close();
});

const textOf = (text: string, more: Partial<BroadcastText> = {}): BroadcastText => ({
  id: "a",
  kind: "chat",
  name: "Jonas",
  text,
  at: Date.now(),
  done: true,
  ...more,
});
const postRaw = async (body: string, { stream = "film", shown = token }: { stream?: string; shown?: string } = {}) => {
  const headers = { "content-type": "application/json", ...(shown === "" ? {} : { authorization: `Bearer ${shown}` }) };
  const response = await fetch(`${gateway.url}/api/streams/${stream}/texts`, { method: "POST", headers, body });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
};
const post = (...items: readonly BroadcastText[]) => postRaw(JSON.stringify({ kinds: ["chat", "captions"], now: Date.now(), items }));

/** Reads along; answers what was heard so far, and whether it is over. */
const readAlong = async (stream = "film") => {
  const address = `${gateway.url}/live/${stream}/texts?token=${await tokenOf(stream, "view")}`;
  const response = await fetch(address, { signal: end.signal });
  const heard: ReadableText[] = [];
  const facts = { status: response.status, type: response.headers.get("content-type"), heard, isOver: false };
  const follow = async (): Promise<void> => {
    let rest = "";
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const events = (rest + piece).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) if (event.startsWith("data: ")) heard.push(...readableTexts.parse(JSON.parse(event.slice(6))));
      facts.isOver ||= events.some((event) => event.startsWith("event: ended"));
    }
  };
  follow().catch(() => undefined);
  return facts;
};

describe("texts of a broadcast", { timeout: 30_000 }, () => {
  it("reach those who read along, and those who come later", async () => {
    const first = await readAlong();
    expect(first).toMatchObject({ status: 200, type: "text/event-stream" });
    expect(await post(textOf("Good evening"))).toEqual({ status: 204, body: undefined });
    await expect.poll(() => first.heard).toMatchObject([{ id: "a", kind: "chat", name: "Jonas", text: "Good evening" }]);
    await post(textOf("Good", { id: "c", kind: "captions", done: false }), textOf("Good morning"));
    const second = await readAlong();
    await expect
      .poll(() => second.heard.map(({ kind, text }) => [kind, text]))
      .toEqual([
        ["chat", "Good morning"],
        ["captions", "Good"],
      ]);
    await expect.poll(() => first.heard.length).toBe(3);
    const known = await fetch(`${gateway.url}/live/film`);
    expect(await known.json()).toMatchObject({ texts: ["chat", "captions"] });
  });

  it("are of its publisher alone, and for those who may watch", async () => {
    const body = JSON.stringify({ kinds: ["chat"], items: [textOf("stranger")] });
    const statusWith = async (shown: string, stream = "film") => (await postRaw(body, { shown, stream })).status;
    expect(await statusWith("")).toBe(401);
    expect(await statusWith("none")).toBe(401);
    expect(await statusWith(await tokenOf("film", "view"))).toBe(403);
    expect(await statusWith(await tokenOf("other"))).toBe(403);
    expect(await statusWith(await tokenOf("other"), "other")).toBe(404);
    expect(await statusWith(token, "a.b")).toBe(400);
    const read = async (query: string, stream = "film") => (await fetch(`${gateway.url}/live/${stream}/texts${query}`)).status;
    expect(await read("")).toBe(401);
    expect(await read("?token=none")).toBe(401);
    expect(await read(`?token=${await tokenOf("other", "view")}`)).toBe(403);
    expect(await read(`?token=${await tokenOf("other", "view")}`, "other")).toBe(404);
    expect((await readAlong()).heard.map(({ text }) => text)).not.toContain("stranger");
  });

  it("are refused when they are too many, too long, or nothing that can be read", async () => {
    const many = Array.from({ length: 21 }, (_, index) => textOf("x", { id: `m${index}` }));
    expect(await post(...many)).toEqual({ status: 413, body: { code: "protocol/too-large", details: { limit: 20 } } });
    expect((await post(textOf("x".repeat(4_001)))).status).toBe(400);
    const huge = await postRaw(JSON.stringify({ kinds: ["chat"], items: [textOf("x".repeat(200_000))] }));
    expect(huge).toEqual({ status: 413, body: { code: "protocol/too-large", details: { limit: 96 * 1_024 } } });
    for (const body of ["{", '{"kinds":', '"chat"', "[]", '{"__proto__":{"kinds":[]}}'])
      expect((await postRaw(body)).status, body).toBe(400);
    const wrong = [{ id: "../x" }, { id: "" }, { kind: "secrets" }, { at: -1 }, { at: "now" }, { text: 7 }, { name: "n".repeat(65) }];
    for (const one of wrong) {
      const body = JSON.stringify({ kinds: ["chat"], items: [{ ...textOf("x"), ...one }] });
      expect((await postRaw(body)).status, body).toBe(400);
    }
    const { heard } = await readAlong();
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    expect(heard.every(({ text }) => text.startsWith("Good"))).toBe(true);
  });

  it("may not be a flood, and go on after it", async () => {
    const flood = Array.from({ length: 20 }, (_, index) => textOf("x", { id: `f${index}`, kind: "captions" }));
    const answers = [];
    for (let turn = 0; turn < 8; turn += 1) answers.push(await post(...flood));
    expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: "rate/limited", details: { retryAfterMs: expect.any(Number) } } });
    await expect.poll(async () => (await post(textOf("after it", { id: "z" }))).status, { timeout: 10_000 }).toBe(204);
  });

  it("end for whoever's token ends", async () => {
    const short = await createTokens(testSecret).sign("film", "view", 2);
    const response = await fetch(`${gateway.url}/live/film/texts?token=${short}`, { signal: end.signal });
    expect(response.status).toBe(200);
    // Resolves when it is cut off.
    expect(await response.text()).toContain("data: ");
    expect((await fetch(`${gateway.url}/live/film/texts?token=${short}`)).status).toBe(401);
  });

  it("end with it", async () => {
    const reader = await readAlong();
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${gateway.url}/api/streams/film`, { method: "DELETE", headers })).status).toBe(204);
    await expect.poll(() => reader.isOver).toBe(true);
    expect((await readAlong()).status).toBe(404);
    expect((await post(textOf("too late"))).status).toBe(404);
  });
});

it("says in its document what it takes", async () => {
  const document = (await (await fetch(`${gateway.url}/api/openapi.json`)).json()) as { paths: Record<string, { post?: unknown }> };
  expect(document.paths["/api/streams/{stream}/texts"]?.post).toMatchObject({
    requestBody: { content: { "application/json": { schema: { required: ["kinds", "items"], properties: { items: { maxItems: 20 } } } } } },
    responses: { 204: {}, 413: {}, 429: {} },
  });
});
