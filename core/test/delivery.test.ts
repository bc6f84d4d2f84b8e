import { roomName, type ConnectionId, type InstanceId, type PeerSignal } from "@tfx/protocol";
import { createServer } from "@tfx/signalling-server";
import { afterEach, describe, expect, it } from "vitest";
import { encodeBase64url } from "../src/base64url.ts";
import { randomId } from "../src/random-id.ts";
import { openCutProxy } from "./cut-proxy.ts";
import { deriveRoomSeal } from "../src/signalling/room-seal.ts";
import { openSeat, type Seat } from "../src/signalling/seat.ts";
import { SignalExchange } from "../src/signalling/signal-exchange.ts";
import { SignallingLink } from "../src/signalling/signalling-link.ts";

const plenty = { burst: 1_000_000, perSecond: 1_000_000 };
const rates = {
  socketRates: { messages: plenty, calls: plenty, refusals: plenty },
  addressRates: { sockets: plenty, joins: plenty, guesses: plenty },
};

const opened: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

/** A server that can be restarted on its port, with the secret that lets seats be taken again. */
const openRestartable = async () => {
  const options = { ...rates, secret: "a secret of the test, kept over restarts", retryAfterMs: 100 };
  let server = await createServer(options);
  const port = Number(new URL(server.url).port);
  opened.push(() => server.close());
  return {
    port,
    async restart() {
      await server.close();
      server = await createServer({ ...options, port });
    },
  };
};

interface Person {
  readonly seat: Seat;
  readonly exchange: SignalExchange;
  readonly heard: Map<ConnectionId, string[]>;
}

const enter = async (url: string, room: string, secret: string): Promise<Person> => {
  const link = new SignallingLink(url);
  const seal = await deriveRoomSeal({ room, secret });
  const options = { link, seal, room: roomName.parse(room), instance: randomId() as InstanceId, profile: { name: "Somebody" } };
  const seat = await openSeat(options);
  const exchange = new SignalExchange({ link, seat, seal });
  const heard = new Map<ConnectionId, string[]>();
  exchange.on("received", ({ connection, signal }) => {
    if (signal.type === "candidate") heard.set(connection, [...(heard.get(connection) ?? []), signal.candidate.candidate]);
  });
  opened.push(() => {
    exchange[Symbol.dispose]();
    seat[Symbol.dispose]();
    link[Symbol.dispose]();
  });
  return { seat, exchange, heard };
};

const candidate = (text: string): PeerSignal => ({ type: "candidate", candidate: { candidate: text, sdpMid: "0", sdpMLineIndex: 0 } });

const offer = (from: Person, to: Person): PeerSignal => ({
  type: "offer",
  sdp: "v=0",
  on: [],
  from: from.seat.instance,
  to: to.seat.instance,
});

describe("a join whose socket is cut before the answer", () => {
  it("is made again, over the next socket", async () => {
    const server = await openRestartable();
    const proxy = await openCutProxy(server.port);
    opened.push(() => proxy.close());
    const secret = encodeBase64url(crypto.getRandomValues(new Uint8Array(32)));
    proxy.cutBefore('"resume"', 2);
    const { seat } = await enter(proxy.url, "cut-room", secret);
    expect(seat.seated.value).toBe(true);
    expect(seat.facts.value.host).toBeDefined();
  });

  it("is given up after a few cuts", async () => {
    const server = await openRestartable();
    const proxy = await openCutProxy(server.port);
    opened.push(() => proxy.close());
    const secret = encodeBase64url(crypto.getRandomValues(new Uint8Array(32)));
    proxy.cutBefore('"resume"', 100);
    await expect(enter(proxy.url, "cut-room", secret)).rejects.toMatchObject({ code: "server/unreachable" });
  });
});

describe("the delivery of signals", () => {
  it("delivers every signal once and in order through 1,000 cut sockets and three restarts of the server", async () => {
    const server = await openRestartable();
    const proxy = await openCutProxy(server.port);
    opened.push(() => proxy.close());
    const pairs = await Promise.all(
      [...Array(20).keys()].map(async (index) => {
        const secret = encodeBase64url(crypto.getRandomValues(new Uint8Array(32)));
        const first = await enter(proxy.url, `room-${index}`, secret);
        const second = await enter(proxy.url, `room-${index}`, secret);
        await expect.poll(() => first.seat.roster.value.size).toBe(1);
        return { first, second, connection: randomId() as ConnectionId, sent: [] as string[] };
      }),
    );

    let cuts = 0;
    let restarts = 0;
    for (let round = 0; cuts < 1_000; round += 1) {
      for (const { first, second, connection, sent } of pairs) {
        const text = `signal ${round}`;
        sent.push(text);
        first.exchange.send(second.seat, connection, candidate(text));
        second.exchange.send(first.seat, connection, candidate(text));
      }
      cuts += proxy.cut(0.7);
      if (cuts > 250 * (restarts + 1) && restarts < 3) {
        restarts += 1;
        await server.restart();
      }
      await expect
        .poll(() => pairs.filter(({ first }) => first.seat.seated.value).length, { interval: 20, timeout: 10_000 })
        .toBeGreaterThan(10);
    }

    expect(restarts).toBe(3);
    for (const { first, second, connection, sent } of pairs) {
      for (const { heard } of [first, second]) {
        await expect.poll(() => heard.get(connection)?.length, { timeout: 30_000 }).toBe(sent.length);
        expect(heard.get(connection)).toEqual(sent);
      }
    }
  }, 120_000);

  it("keeps the roster still while sockets drop and the server restarts", async () => {
    const server = await openRestartable();
    const proxy = await openCutProxy(server.port);
    opened.push(() => proxy.close());
    const secret = encodeBase64url(crypto.getRandomValues(new Uint8Array(32)));
    const people = [];
    for (let index = 0; index < 3; index += 1) people.push(await enter(proxy.url, "still-room", secret));
    const [watcher] = people;
    await expect.poll(() => watcher?.seat.roster.value.size).toBe(2);
    const sizes: number[] = [];
    watcher?.seat.roster.subscribe((roster) => sizes.push(roster.size));
    proxy.cut(1);
    await server.restart();
    await expect
      .poll(() => [...(watcher?.seat.roster.value.values() ?? [])].map(({ away }) => away), { timeout: 15_000 })
      .toEqual([false, false]);
    expect(new Set(sizes)).toEqual(new Set([2]));
    expect(watcher?.seat.facts.value.host).toBe(watcher?.seat.participant);
  }, 30_000);

  it("does not deliver a late repeat of a connection that was dropped", async () => {
    const server = await openRestartable();
    const secret = encodeBase64url(crypto.getRandomValues(new Uint8Array(32)));
    const url = `http://127.0.0.1:${server.port}`;
    const [first, second] = [await enter(url, "late-room", secret), await enter(url, "late-room", secret)];
    await expect.poll(() => first.seat.roster.value.size).toBe(1);
    const [over, next] = [randomId() as ConnectionId, randomId() as ConnectionId];
    first.exchange.send(second.seat, over, offer(first, second));
    first.exchange.send(second.seat, over, candidate("one"));
    await expect.poll(() => second.heard.get(over)).toEqual(["one"]);
    second.exchange.drop(first.seat.participant, over);
    first.exchange.send(second.seat, over, candidate("two"));
    first.exchange.send(second.seat, next, offer(first, second));
    first.exchange.send(second.seat, next, candidate("three"));
    await expect.poll(() => second.heard.get(next)).toEqual(["three"]);
    expect(second.heard.get(over)).toEqual(["one"]);
  });
});
