import { createSocket } from "node:dgram";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openPeer, type ConformancePeer } from "../src/conformance/peer.ts";
import { createTokens, type Gateway } from "../src/index.ts";
import { openTestGateway, testSecret } from "../src/testing/open-gateway.ts";
import { openTestPublisher, type TestPublisher } from "../src/testing/test-publisher.ts";

// The same cases each time; another seed finds others.
const seed = 20_260_901;
const times = 10_000;
const atOnce = 8;

let gateway: Gateway;
let publisher: TestPublisher;
let peer: ConformancePeer;
let token = "";
let pids: readonly number[] = [];

beforeAll(async () => {
  gateway = await openTestGateway({ secret: testSecret, mostWorkers: 1, rates: { requests: { burst: 1e6, perSecond: 1e6 } } });
  const tokens = createTokens(testSecret);
  token = await tokens.sign("hostile", "publish", 3_600);
  publisher = await openTestPublisher({ url: `${gateway.url}/whip/steady`, token: await tokens.sign("steady", "publish", 3_600) });
  await vi.waitUntil(() => publisher.peer?.connectionState === "connected", { timeout: 20_000 });
  peer = await openPeer();
  await peer.close();
  pids = gateway.workerPids;
}, 60_000);
afterAll(async () => {
  await publisher.close();
  await gateway.close();
});

/** An offer with a few lines wrong: lost, twice, swapped, cut, or with other words in them. */
const brokenOffers = (offer: string): fc.Arbitrary<string> => {
  const lines = offer.split("\r\n").filter(Boolean);
  const at = fc.nat(lines.length - 1);
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom("0", "-1", "65536", "4294967296", "99999999999999999999", "\0", "a=", "m=audio 9 X 1"),
  );
  const change = fc.oneof(
    at.map((index) => (all: string[]) => void all.splice(index, 1)),
    fc.tuple(at, at).map(
      ([from, to]) =>
        (all: string[]) =>
          void all.splice(to, 0, all[from] ?? ""),
    ),
    fc.tuple(at, word).map(
      ([index, text]) =>
        (all: string[]) =>
          void all.splice(index, 1, text),
    ),
    fc.tuple(at, word, fc.nat(8)).map(([index, text, part]) => (all: string[]) => {
      const parts = (all[index] ?? "").split(/(?<=[ :=;/])/);
      parts.splice(part % parts.length, 1, text);
      all[index] = parts.join("");
    }),
  );
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const all = [...lines];
    for (const apply of changes) apply(all);
    return `${all.join("\r\n")}\r\n`;
  });
};

const post = async (body: string): Promise<number> => {
  const headers = { "content-type": "application/sdp", authorization: `Bearer ${token}` };
  return (await fetch(`${gateway.url}/whip/hostile`, { method: "POST", headers, body })).status;
};

/** Nobody but the sender felt anything: the worker is the same, and the other stream goes on. */
const expectUnharmed = async (): Promise<void> => {
  expect(gateway.workerPids).toEqual(pids);
  expect((await fetch(publisher.session, { method: "GET" })).status).toBe(204);
  await expect.poll(async () => (await fetch(`${gateway.url}/hls/steady/live.m3u8`)).text(), { timeout: 15_000 }).toContain("#EXT-X-PART:");
};

describe("hostile publishers", { timeout: 300_000 }, () => {
  it(`do no harm with ${times} broken offers`, async () => {
    const offers = fc.sample(brokenOffers(peer.offer), { seed, numRuns: times });
    const seen = new Map<number, number>();
    const work = async (): Promise<void> => {
      for (let offer = offers.pop(); offer !== undefined; offer = offers.pop()) {
        const status = await post(offer);
        seen.set(status, (seen.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const unexpected = [...seen.keys()].filter((status) => ![201, 400, 409, 422].includes(status));
    expect(unexpected).toEqual([]);
    expect(seen.get(201)).toBeGreaterThan(0);
    await expectUnharmed();
  });

  it(`do no harm with ${times} packets of anything`, async () => {
    const socket = createSocket("udp4");
    const [, port = "0"] = / 127\.0\.0\.1 (\d+) typ host/.exec(publisher.peer?.remoteDescription?.sdp ?? "") ?? [];
    expect(Number(port)).toBeGreaterThan(0);
    const headed = (first: number) => fc.uint8Array({ minLength: 0, maxLength: 1_400 }).map((rest) => Uint8Array.of(first, ...rest));
    // STUN, DTLS, RTP and RTCP begin in their own ways (RFC 7983).
    const packet = fc.oneof(fc.uint8Array({ maxLength: 1_400 }), ...[0, 1, 22, 128, 129, 144, 191].map((first) => headed(first)));
    for (const bytes of fc.sample(packet, { seed, numRuns: times }))
      await new Promise((resolve) => socket.send(bytes, Number(port), "127.0.0.1", resolve));
    socket.close();
    await expectUnharmed();
  });
});
