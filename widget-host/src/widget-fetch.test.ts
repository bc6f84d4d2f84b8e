import { describe, expect, it } from "vitest";
import { TfxError } from "@tfx/protocol";
import { createFeeds } from "./feeds.ts";
import { createWidgetFetch } from "./widget-fetch.ts";

const request = { url: "https://api.example.org/x", method: "GET" as const };
const signal = new AbortController().signal;

const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "fine",
    (error: unknown) => TfxError.from(error).code,
  );

describe("what widgets ask servers with", () => {
  it("brings nothing of the person along and follows no redirect", async () => {
    const asked: RequestInit[] = [];
    const fetch = createWidgetFetch(async (_url, options) => {
      asked.push(options);
      return new Response("tea", { headers: { "content-type": "text/plain" } });
    });
    expect(await fetch({ ...request, method: "POST", body: "{}", contentType: "application/json" }, signal)).toEqual({
      status: 200,
      contentType: "text/plain",
      text: "tea",
    });
    expect(asked).toMatchObject([
      {
        method: "POST",
        body: "{}",
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
        headers: { "content-type": "application/json" },
      },
    ]);
  });

  it("gives up an answer without end", async () => {
    let pieces = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    expect(await code(createWidgetFetch(async () => new Response(body))(request, signal))).toBe("protocol/too-large");
    expect(pieces).toBeLessThan(20);
  });

  it.each([
    ["localhost", true],
    ["printer.local", true],
    ["localhost.", true],
    ["127.0.0.1", true],
    ["0x7f000001", true],
    ["192.168.1.1", true],
    ["172.20.0.1", true],
    ["100.64.0.1", true],
    ["[::1]", true],
    ["[::ffff:127.0.0.1]", true],
    ["[fd00::1]", true],
    ["router", true],
    ["nas.lan", true],
    ["[64:ff9b::7f00:1]", true],
    ["[2002:7f00:1::]", true],
    ["172.32.0.1", false],
    ["10.example.org", false],
    ["api.example.org", false],
    ["[2001:db8::1]", false],
  ])("asks %s: nearby is %s", async (host, isRefused) => {
    const fetch = createWidgetFetch(async () => new Response("x"));
    expect(await code(fetch({ ...request, url: `https://${host}/` }, signal))).toBe(isRefused ? "widget/denied" : "fine");
  });

  it("says no more of a failure than that there was one", async () => {
    const fetch = createWidgetFetch(() => Promise.reject(new TypeError("Failed to fetch")));
    expect(await code(fetch(request, signal))).toBe("server/unreachable");
  });
});

describe("feeds between widgets", () => {
  it("reach those who use them, until they stop", () => {
    const feeds = createFeeds();
    const end = new AbortController();
    const got: string[] = [];
    const item = { id: "1", from: "x", text: "hi", at: 1, done: true };
    feeds.on("chat", ({ text }) => void got.push(`one ${text}`), { signal: end.signal });
    const undo = feeds.on("chat", ({ text }) => void got.push(`two ${text}`));
    feeds.on("captions", ({ text }) => void got.push(`captions ${text}`));
    feeds.publish("chat", item);
    end.abort();
    undo();
    feeds.publish("chat", item);
    expect(got).toEqual(["one hi", "two hi"]);
  });
});
