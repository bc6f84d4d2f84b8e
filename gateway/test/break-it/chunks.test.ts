import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createTokens } from "../../src/index.ts";
import { openTestGateway, testSecret } from "../../src/testing/open-gateway.ts";
import { filmOf, openStage, problemsOf, until, type Stage } from "./stage.ts";

const lime = filmOf("lime");
const webm = execFileSync(
  "ffmpeg",
  `-v error -f lavfi -i color=blue:size=160x90:rate=30:duration=4 -f lavfi -i sine=duration=4 -pix_fmt yuv420p -c:v libvpx -deadline realtime -cpu-used 8 -g 30 -c:a libopus -f webm -live 1 -cluster_time_limit 200 pipe:1`.split(
    " ",
  ),
);
let stage: Stage;
const sockets: WebSocket[] = [];
beforeAll(async () => {
  stage = await openStage({ limits: { bitsPerSecond: 1_500_000 } });
}, 90_000);
afterAll(async () => {
  for (const socket of sockets) socket.terminate();
  expect(problemsOf(await stage.close())).toEqual([]);
}, 60_000);

interface Ingest {
  readonly status: number;
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
}
/** Comes in, or hears why not. */
const enter = async (url: string, stream: string, token: string): Promise<Ingest> => {
  const socket = new WebSocket(`${url.replace("http", "ws")}/chunks/${stream}?token=${token}`);
  sockets.push(socket);
  socket.on("error", () => undefined);
  const closed = new Promise<number>((resolve) => void socket.once("close", (code: number) => resolve(code)));
  const refused = once(socket, "unexpected-response").then(([, response]) => (response as { statusCode: number }).statusCode);
  const status = await Promise.race([once(socket, "open").then(() => 101), refused]);
  return { status, socket, closed };
};
const chunk = (sequence: number, bytes: Uint8Array): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(sequence);
  return Buffer.concat([head, bytes]);
};

describe("a recorder over a WebSocket", { timeout: 90_000 }, () => {
  it("that sends anything but WebM is let go, whenever it begins to", async () => {
    const first = await enter(stage.url, "anything", await stage.tokenOf("anything"));
    first.socket.send(chunk(0, randomBytes(5_000)));
    expect(await first.closed).toBe(1007);
    const later = await enter(stage.url, "later", await stage.tokenOf("later"));
    later.socket.send(chunk(0, webm));
    for (let index = 1; index < 40; index += 1) later.socket.send(chunk(index, randomBytes(20_000)));
    // What can be skipped is skipped; in either case nobody else hears of it.
    later.socket.send("end");
    expect([1000, 1005, 1007]).toContain(await later.closed);
    const short = await enter(stage.url, "short", await stage.tokenOf("short"));
    short.socket.send(Buffer.of(1, 2));
    expect(await short.closed).toBe(1002);
    await stage.expectOthersUnharmed();
  });

  it("that sends more than it may is let go", async () => {
    const large = await enter(stage.url, "large", await stage.tokenOf("large"));
    large.socket.send(chunk(0, Buffer.alloc(9 * 1024 * 1024)));
    expect([1009, 1006]).toContain(await large.closed);
    const fast = await enter(stage.url, "fast", await stage.tokenOf("fast"));
    fast.socket.send(chunk(0, webm));
    let sequence = 1;
    // Ten times what is allowed, until it is told to go.
    const timer = setInterval(() => {
      if (fast.socket.readyState === fast.socket.OPEN) fast.socket.send(chunk(sequence, voidElement(200_000)));
      sequence += 1;
    }, 100);
    expect(await fast.closed).toBe(1008);
    clearInterval(timer);
    await stage.expectOthersUnharmed();
  });

  it("counts in the quota of streams and in the rate of its address", async () => {
    const small = await openTestGateway({ secret: testSecret, limits: { streams: 1 }, rates: { requests: { burst: 3, perSecond: 0.01 } } });
    try {
      const token = (stream: string) => createTokens(testSecret).sign(stream, "publish", 600);
      expect((await enter(small.url, "one", await token("one"))).status).toBe(101);
      expect((await enter(small.url, "two", await token("two"))).status).toBe(503);
      expect((await enter(small.url, "two", "wrong")).status).toBe(401);
      expect((await enter(small.url, "two", await token("two"))).status).toBe(429);
    } finally {
      await small.close();
    }
  });

  it("holds its name against others, and takes it from WHIP with the same token", async () => {
    const [mine, other] = await Promise.all([60, 61].map((seconds) => createTokens(testSecret).sign("held", "publish", seconds)));
    const whip = await stage.publish("held", lime, { token: mine });
    expect(whip.status).toBe(201);
    expect((await enter(stage.url, "held", other ?? "")).status).toBe(409);
    const chunks = await enter(stage.url, "held", mine ?? "");
    expect(chunks.status).toBe(101);
    chunks.socket.send(chunk(0, webm));
    await until("an end of the session over WHIP", async () => (await stage.get(new URL(whip.session).pathname)).status === 404);
    expect((await stage.publish("held", lime, { token: other })).status).toBe(409);
    // And back again.
    const back = await stage.publish("held", lime, { token: mine });
    expect(back.status).toBe(201);
    chunks.socket.send(chunk(1, webm));
    expect(await chunks.closed).toBe(4409);
    expect((await stage.get(new URL(back.session).pathname)).status).toBe(204);
    await whip.close();
    await back.close();
    await stage.expectOthersUnharmed();
  });
});

/** What a reader of Matroska passes over: an element of nothing, with a length of eight bytes. */
const voidElement = (length: number): Buffer => {
  const head = Buffer.alloc(9);
  head[0] = 0xec;
  head.writeBigUInt64BE(0x0100_0000_0000_0000n | BigInt(length), 1);
  return Buffer.concat([head, Buffer.alloc(length)]);
};
