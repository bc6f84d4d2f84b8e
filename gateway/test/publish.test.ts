import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGateway, createTokens, type Gateway } from "../src/index.ts";
import { openTestPublisher, type TestPublisher } from "../src/testing/test-publisher.ts";

const run = promisify(execFile);
const secret = "a secret that nobody can guess, at all";
let gateway: Gateway;
const open: TestPublisher[] = [];
const publish = async (stream: string, options: Partial<Parameters<typeof openTestPublisher>[0]> = {}) => {
  const publisher = await openTestPublisher({ url: `${gateway.url}/whip/${stream}`, ...options });
  open.push(publisher);
  return publisher;
};
const tokenOf = (stream: string) => createTokens(secret).sign(stream, "publish", 60);

beforeAll(async () => {
  gateway = await createGateway({
    host: "127.0.0.1",
    port: 0,
    secret,
    openViewing: true,
    mediaAddress: "127.0.0.1",
    mediaPorts: undefined,
    log: pino({ level: "silent" }),
  });
});
afterAll(async () => {
  await Promise.all(open.map((publisher) => publisher.close()));
  await gateway.close();
});

const until = async (what: string, isThere: () => Promise<boolean>) => expect.poll(isThere, { message: what, timeout: 15_000 }).toBe(true);
const status = async (path: string) => (await fetch(gateway.url + path)).status;

describe("a publisher", () => {
  it("needs a token of its stream", async () => {
    expect((await publish("a")).status).toBe(401);
    expect((await publish("a", { token: "x" })).status).toBe(401);
    expect((await publish("a", { token: await tokenOf("b") })).status).toBe(403);
    expect((await publish("a", { token: await createTokens(secret).sign("a", "view", 60) })).status).toBe(403);
  });

  it("is played by HLS and by a transport stream, picture and sound, without a complaint", async () => {
    const publisher = await publish("film", { token: await tokenOf("film") });
    expect(publisher.status).toBe(201);
    await until("HLS", async () => (await status("/hls/film/index.m3u8")) === 200);
    // Its HLS reader warns of every second look at the head.
    for (const [path, level] of [
      ["/hls/film/index.m3u8", "error"],
      ["/ts/film.ts", "warning"],
    ] as const) {
      const { stderr } = await run("ffmpeg", [
        "-v",
        level,
        "-t",
        "2",
        "-i",
        gateway.url + path,
        "-map",
        "0:v",
        "-map",
        "0:a",
        "-fps_mode",
        "passthrough",
        "-f",
        "null",
        "-",
      ]);
      expect(stderr).toBe("");
    }
  });

  it("holds its name against others, and takes it back by its own token", async () => {
    const token = await tokenOf("mine");
    const first = await publish("mine", { token });
    await until("connected", async () => first.peer?.connectionState === "connected");
    expect((await publish("mine", { token: await createTokens(secret).sign("mine", "publish", 61) })).status).toBe(409);
    expect((await publish("mine", { token })).status).toBe(201);
    expect((await fetch(first.session, { method: "DELETE" })).status).toBe(404);
  });

  it("ends by DELETE, and its stream can be published again", async () => {
    const token = await tokenOf("short");
    const { session } = await publish("short", { token });
    expect((await fetch(session, { method: "DELETE" })).status).toBe(200);
    expect((await fetch(session, { method: "DELETE" })).status).toBe(404);
    expect((await publish("short", { token: await createTokens(secret).sign("short", "publish", 62) })).status).toBe(201);
  });

  it("may send sound alone", async () => {
    await publish("radio", { token: await tokenOf("radio"), video: false });
    await until("HLS", async () => (await status("/hls/radio/index.m3u8")) === 200);
    expect(await (await fetch(`${gateway.url}/hls/radio/index.m3u8`)).text()).toContain('CODECS="mp4a.40.2"');
  });
});

describe("WHIP", () => {
  const sdp = { "content-type": "application/sdp" };
  const post = async (headers: Record<string, string>, body: string) =>
    (await fetch(`${gateway.url}/whip/x`, { method: "POST", headers: { authorization: `Bearer ${await tokenOf("x")}`, ...headers }, body }))
      .status;

  it("refuses what is no offer", async () => {
    expect(await post({ "content-type": "application/json" }, "{}")).toBe(415);
    expect(await post(sdp, "hello")).toBe(400);
    expect(await post(sdp, "v=0\r\no=- 0 0 IN IP4 0\r\ns=-\r\nt=0 0\r\nm=application 9 UDP/DTLS/SCTP x\r\n")).toBe(422);
    expect(await post(sdp, "x".repeat(200_000))).toBe(413);
  });

  it("says what it takes, without a token", async () => {
    const options = await fetch(`${gateway.url}/whip/x`, { method: "OPTIONS" });
    expect(options.status).toBe(200);
    expect(options.headers.get("accept-post")).toBe("application/sdp");
    expect(await status("/whip/x")).toBe(204);
  });

  it("takes candidates under conditions alone (428, 412, 415, 400)", async () => {
    const { session, answer } = await publish("patched", { token: await tokenOf("patched") });
    const etag = answer.headers.get("etag") ?? "";
    const fragment =
      "a=ice-ufrag:x\r\na=ice-pwd:y\r\nm=audio 9 RTP/AVP 0\r\na=mid:0\r\na=candidate:1 1 udp 2113937151 127.0.0.1 9 typ host\r\n";
    const patch = async (headers: Record<string, string>, body = fragment) =>
      (await fetch(session, { method: "PATCH", headers: { "content-type": "application/trickle-ice-sdpfrag", ...headers }, body })).status;
    expect(etag).toMatch(/^"[0-9a-f]{16}"$/);
    expect(await patch({})).toBe(428);
    expect(await patch({ "if-match": '"other"' })).toBe(412);
    expect(await patch({ "if-match": etag }, "{}")).toBe(400);
    expect(await patch({ "if-match": etag, "content-type": "application/sdp" })).toBe(415);
    expect(await patch({ "if-match": etag })).toBe(204);
  });
});
