import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Gateway } from "../src/index.ts";
import { createH264Depacketizer } from "../src/protocols/h264/depacketizer.ts";
import { openTestGateway } from "../src/testing/open-gateway.ts";
import { openTestPublisher, type TestPublisher } from "../src/testing/test-publisher.ts";
import { openTestViewer, type TestViewer } from "../src/testing/test-viewer.ts";

let gateway: Gateway;
let publisher: TestPublisher;
const viewers: TestViewer[] = [];
const watch = async (stream = "film", options: Parameters<typeof openTestViewer>[1] = {}): Promise<TestViewer> => {
  const viewer = await openTestViewer(`${gateway.url}/whep/${stream}`, options);
  viewers.push(viewer);
  return viewer;
};
const picturesOf = ({ packets }: TestViewer) => {
  const depacketizer = createH264Depacketizer();
  return packets
    .filter(({ kind }) => kind === "video")
    .flatMap(({ packet: { header, payload } }) =>
      depacketizer.push({ payload, timestamp: header.timestamp, marker: header.marker, lost: 0 }),
    );
};
const soundOf = ({ packets }: TestViewer) => packets.filter(({ kind }) => kind === "audio");

beforeAll(async () => {
  gateway = await openTestGateway();
  publisher = await openTestPublisher({ url: `${gateway.url}/whip/film` });
  await vi.waitUntil(async () => (await fetch(`${gateway.url}/hls/film/index.m3u8`)).ok, { timeout: 40_000 });
}, 60_000);
afterAll(async () => {
  await Promise.all([...viewers, publisher].map((one) => one.close()));
  await gateway.close();
});

describe("a viewer over WebRTC", () => {
  it("sees whole pictures from a key picture on, and hears the sound", async () => {
    const viewer = await watch();
    expect(viewer.status).toBe(201);
    await expect.poll(() => picturesOf(viewer).length).toBeGreaterThan(20);
    const [first] = picturesOf(viewer);
    expect(first).toMatchObject({ key: true });
    expect(first?.sps).toBeDefined();
    await expect.poll(() => soundOf(viewer).length).toBeGreaterThan(20);
    const numbers = viewer.packets.filter(({ kind }) => kind === "video").map(({ packet }) => packet.header.sequenceNumber);
    const gaps = numbers.filter((number, index) => index > 0 && number !== (((numbers[index - 1] ?? 0) + 1) & 0xffff));
    expect(gaps).toEqual([]);
  });

  it("is one of many, each with numbers of its own", async () => {
    const all = await Promise.all([watch(), watch(), watch()]);
    for (const viewer of all) await expect.poll(() => picturesOf(viewer).length).toBeGreaterThan(5);
    const sources = all.map(({ packets }) => packets.find(({ kind }) => kind === "video")?.packet.header.ssrc);
    expect(new Set(sources).size).toBe(3);
  });

  it("may take the sound alone", async () => {
    const viewer = await watch("film", { video: false });
    await expect.poll(() => soundOf(viewer).length).toBeGreaterThan(10);
    expect(picturesOf(viewer)).toEqual([]);
  });

  it("ends by DELETE", async () => {
    const { session } = await watch();
    expect((await fetch(session, { method: "DELETE" })).status).toBe(200);
    expect((await fetch(session, { method: "DELETE" })).status).toBe(404);
  });

  it("is noticed within three seconds when it is gone without a word", async () => {
    const viewer = await watch();
    await expect.poll(() => picturesOf(viewer).length).toBeGreaterThan(5);
    const etag = viewer.answer.headers.get("etag") ?? "";
    const isThere = async () => {
      const headers = { "content-type": "application/trickle-ice-sdpfrag", "if-match": etag };
      return (await fetch(viewer.session, { method: "PATCH", headers, body: "a=ice-ufrag:x\r\na=ice-pwd:y\r\n" })).status;
    };
    expect(await isThere()).toBe(204);
    // No farewell: its socket is closed under it.
    const goneAtMs = performance.now();
    await viewer.peer.iceTransports[0]?.connection.close();
    await expect.poll(isThere, { timeout: 6_000, interval: 100 }).toBe(404);
    // Three, and what a busy machine adds.
    expect(performance.now() - goneAtMs).toBeLessThan(5_000);
  });
});

describe("WHEP", () => {
  const sdp = { "content-type": "application/sdp" };
  const post = (headers: Record<string, string>, body: string) => fetch(`${gateway.url}/whep/film`, { method: "POST", headers, body });

  it("asks viewers to come back while nobody publishes", async () => {
    const viewer = await watch("nobody");
    expect(viewer.status).toBe(409);
    expect(viewer.answer.headers.get("retry-after")).toBe("2");
  });

  it("is known by its type, and says what it takes", async () => {
    const head = await fetch(`${gateway.url}/whep/film`, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "application/sdp"]);
    const options = await fetch(`${gateway.url}/whep/film`, { method: "OPTIONS" });
    expect([options.status, options.headers.get("accept-post")]).toEqual([200, "application/sdp"]);
  });

  it("refuses what is no offer of a viewer", async () => {
    const viewer = await watch();
    const offer = viewer.peer.localDescription?.sdp ?? "";
    expect((await post({ "content-type": "application/json" }, "{}")).status).toBe(415);
    expect((await post(sdp, "hello")).status).toBe(400);
    expect((await post(sdp, offer.replaceAll("a=recvonly", "a=sendonly"))).status).toBe(422);
  });

  it("says which codecs are missing in an offer that cannot be answered with those of the stream", async () => {
    const offer = (await watch()).peer.localDescription?.sdp ?? "";
    const answered = async (changed: string) => {
      const response = await post(sdp, changed);
      return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
    };
    const words = (codecs: string) => expect.stringContaining(`sent as ${codecs}, which the offer does not list`);
    const type = "text/plain; charset=utf-8";
    expect(await answered(offer.replaceAll("H264", "VP8"))).toEqual({ status: 422, type, text: words("H.264 pictures") });
    expect(await answered(offer.replaceAll(/opus\/48000\/2/gi, "PCMU/8000"))).toEqual({ status: 422, type, text: words("Opus sound") });
  });

  it("restarts ICE under conditions", async () => {
    const { session, answer } = await watch();
    const etag = answer.headers.get("etag") ?? "";
    const patch = (headers: Record<string, string>, body: string) =>
      fetch(session, { method: "PATCH", headers: { "content-type": "application/trickle-ice-sdpfrag", ...headers }, body });
    const credentials = "a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuv\r\n";
    expect((await patch({}, credentials)).status).toBe(428);
    expect((await patch({ "if-match": '"other"' }, credentials)).status).toBe(412);
    const restarted = await patch({ "if-match": "*" }, credentials);
    expect(restarted.status).toBe(200);
    expect(restarted.headers.get("etag")).not.toBe(etag);
    expect(await restarted.text()).toContain("a=ice-ufrag:");
    expect((await patch({ "if-match": etag }, credentials)).status).toBe(412);
  });
});
