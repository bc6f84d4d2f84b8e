import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPeer } from "../../src/conformance/peer.ts";
import { createTokens } from "../../src/index.ts";
import { testSecret } from "../../src/testing/open-gateway.ts";
import { openTestViewer, type TestViewer } from "../../src/testing/test-viewer.ts";
import { filmOf, openStage, problemsOf, until, type Stage } from "./stage.ts";

const film = filmOf("lime");
let stage: Stage;
let offer = "";
const sockets: Socket[] = [];
beforeAll(async () => {
  stage = await openStage({ openViewing: false, mostWorkers: 2 });
  const peer = await openPeer();
  offer = peer.offer;
  await peer.close();
}, 90_000);
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  expect(problemsOf(await stage.close())).toEqual([]);
}, 60_000);

const post = async (
  path: string,
  { token, body = offer, type = "application/sdp" }: { token?: string; body?: string; type?: string } = {},
) => {
  const headers = { "content-type": type, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  const response = await fetch(stage.url + path, { method: "POST", headers, body });
  await response.arrayBuffer();
  return response.status;
};
/** Speaks HTTP by hand. */
const dial = async (): Promise<Socket> => {
  const { hostname, port } = new URL(stage.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return socket;
};
const workersOf = (): readonly number[] => stage.gateway.workerPids;

describe("who may not come in", { timeout: 60_000 }, () => {
  it("is whoever shows no token, a wrong, a foreign, an expired or a forged one", async () => {
    const view = await stage.tokenOf("x", "view");
    const expired = await createTokens(testSecret).sign("x", "publish", -10);
    const forged = await createTokens("another secret, as long as the other one").sign("x", "publish", 60);
    const [head = "", , tail = ""] = (await stage.tokenOf("x")).split(".");
    const none = [head, Buffer.from(JSON.stringify({ sub: "x", right: "publish", exp: 9e9 })).toString("base64url"), tail].join(".");
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from('{"sub":"x","right":"publish","exp":9000000000}').toString("base64url")}.`;
    expect(await post("/whip/x")).toBe(401);
    for (const token of ["x", expired, forged, none, unsigned, "a".repeat(7_000)]) expect(await post("/whip/x", { token })).toBe(401);
    expect(await post("/whip/x", { token: view })).toBe(403);
    expect(await post("/whip/x", { token: await stage.tokenOf("y") })).toBe(403);
    for (const path of ["/ts/steady.ts", "/hls/steady/live.m3u8", "/hls/steady/index.m3u8"]) {
      expect((await stage.get(path)).status).toBe(401);
      expect((await stage.get(`${path}?token=${expired}`)).status).toBe(401);
      expect((await stage.get(`${path}?token=${await stage.tokenOf("other", "view")}`)).status).toBe(403);
    }
    await stage.expectOthersUnharmed();
  });

  it("is a second publisher of one name with another token", async () => {
    const first = await stage.publish("name", film);
    const other = await createTokens(testSecret).sign("name", "publish", 1_234);
    expect(first.status).toBe(201);
    expect(await post("/whip/name", { token: other })).toBe(409);
    // Neither was the first one harmed by the try.
    expect((await stage.get(new URL(first.session).pathname)).status).toBe(204);
    expect(first.peer.connectionState).toBe("connected");
    await first.close();
    await stage.expectOthersUnharmed();
  });

  it("is somebody whose offer cannot be taken: whoever publishes with the same token goes on", async () => {
    const token = await stage.tokenOf("same");
    const first = await stage.publish("same", film, { token });
    const view = await stage.tokenOf("same", "view");
    const playlist = async () => (await stage.get(`/hls/same/live.m3u8?token=${view}`)).text;
    await until("pictures", async () => (await playlist()).includes("#EXT-X-PART:"));
    expect(await post("/whip/same", { token, body: offer.replaceAll("H264", "H265") })).toBe(422);
    const before = await playlist();
    await until("more pictures", async () => (await playlist()) !== before);
    expect(await playlist()).not.toContain("#EXT-X-DISCONTINUITY\n");
    await first.close();
  });
});

describe("what is asked in vain", { timeout: 90_000 }, () => {
  it("leaves no names behind: offers that are refused take nobody's place", async () => {
    const broken = offer.replaceAll("H264", "H265").replaceAll("opus", "nopus");
    for (let index = 0; index < 60; index += 1)
      expect(await post(`/whip/vain-${index}`, { token: await stage.tokenOf(`vain-${index}`), body: broken })).toBe(422);
    const next = await stage.publish("room", film);
    expect(next.status).toBe(201);
    await next.close();
    await stage.expectOthersUnharmed();
  });

  it("is refused when it is too large, of a wrong type, or nothing", async () => {
    const token = await stage.tokenOf("large");
    const long = "a=x\r\n".repeat(30_000);
    expect(await post("/whip/large", { token, body: long })).toBe(413);
    expect(await post("/whip/large", { token, body: offer + long.slice(0, 70_000) })).toBe(400);
    expect(await post("/whip/large", { token, type: "text/plain" })).toBe(415);
    expect(await post("/whip/large", { token, body: "" })).toBe(400);
    expect((await fetch(`${stage.url}/hls/steady/live.m3u8?token=${"a".repeat(20_000)}`)).status).toBeGreaterThanOrEqual(400);
    // A body that is said to be small and is not.
    const socket = await dial();
    socket.write(
      `POST /whip/large HTTP/1.1\r\nhost: x\r\ncontent-type: application/sdp\r\ncontent-length: 10\r\n\r\n${"v".repeat(100_000)}`,
    );
    // By an answer or without a word.
    await new Promise((resolve) => socket.once("close", resolve));
    await stage.expectOthersUnharmed();
  });

  it("has names that are no names", async () => {
    const token = await stage.tokenOf("x");
    const names = [
      "..",
      "%2e%2e",
      "..%2f..%2fetc%2fpasswd",
      "a%00b",
      "%ff%fe",
      "a b",
      "<script>",
      "a".repeat(65),
      "%F0%9F%92%A9",
      "__proto__",
      "constructor",
    ];
    for (const name of names) {
      const status = await post(`/whip/${name}`, { token });
      expect([400, 403, 404]).toContain(status);
      for (const path of [`/hls/${name}/live.m3u8`, `/ts/${name}.ts`, `/rtp/${name}.sdp`, `/hls/steady/${name}`]) {
        const answer = await stage.get(`${path}?token=${await stage.tokenOf("steady", "view")}`);
        expect([400, 401, 403, 404]).toContain(answer.status);
        expect(answer.text).not.toMatch(/root:|node_modules|\bat .*\.ts:/);
      }
    }
    await stage.expectOthersUnharmed();
  });

  it("may be sent so slowly that it never ends: others are answered meanwhile", async () => {
    const slow = await Promise.all(Array.from({ length: 200 }, () => dial()));
    for (const socket of slow)
      socket.write("POST /whip/x HTTP/1.1\r\nhost: x\r\ncontent-length: 5000\r\ncontent-type: application/sdp\r\nx-");
    const drip = setInterval(() => {
      for (const socket of slow) if (socket.writable) socket.write("a");
    }, 100);
    try {
      const startMs = performance.now();
      const token = await stage.tokenOf("steady", "view");
      for (let turn = 0; turn < 20; turn += 1) expect((await stage.get(`/hls/steady/live.m3u8?token=${token}`)).status).toBe(200);
      expect(performance.now() - startMs).toBeLessThan(10_000);
      await stage.expectOthersUnharmed();
      await until("an end of their connections", () => slow.every(({ closed }) => closed), 40_000);
    } finally {
      clearInterval(drip);
      for (const socket of slow) socket.destroy();
    }
  });
});

describe("a storm", { timeout: 120_000 }, () => {
  it("of viewers who come and go at once leaves nobody behind", async () => {
    const token = await stage.tokenOf("steady", "view");
    const come = async (): Promise<TestViewer> => openTestViewer(`${stage.url}/whep/steady`, { token });
    for (let wave = 0; wave < 3; wave += 1) {
      const viewers = await Promise.all(Array.from({ length: 12 }, come));
      expect(viewers.map(({ status }) => status)).toEqual(viewers.map(() => 201));
      // Half say goodbye, half are gone before they are connected.
      await Promise.all(viewers.map(({ session, peer }, index) => (index % 2 === 0 ? fetch(session, { method: "DELETE" }) : peer.close())));
      await Promise.all(viewers.map(({ peer }) => peer.close()));
    }
    await until("an empty house", async () => (await stage.viewers("whep")) === 0, 30_000);
    await stage.expectOthersUnharmed();
  });

  it("of a publisher who takes its own place again and again ends with the last one", async () => {
    const token = await stage.tokenOf("storm");
    const pids = workersOf();
    const all = [];
    for (let turn = 0; turn < 8; turn += 1) all.push(await stage.publish("storm", film, { token }));
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 201));
    for (const { session } of all.slice(0, -1)) expect((await stage.get(new URL(session).pathname)).status).toBe(404);
    const view = await stage.tokenOf("storm", "view");
    await until("pictures of the last", async () => (await stage.get(`/hls/storm/live.m3u8?token=${view}`)).text.includes("#EXT-X-PART:"));
    for (const pid of pids) expect(workersOf()).toContain(pid);
    await Promise.all(all.map((one) => one.close()));
    await stage.expectOthersUnharmed();
  });
});
