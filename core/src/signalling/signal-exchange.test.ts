import { signal } from "@preact/signals-core";
import type { ConnectionId, EventBody, InstanceId, ParticipantId, PeerSignal, RosterEntry } from "@tfx/protocol";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../base64url.ts";
import { createEmitter } from "../emitter.ts";
import { randomId } from "../random-id.ts";
import { deriveRoomSeal, type RoomSeal } from "./room-seal.ts";
import { SignalExchange } from "./signal-exchange.ts";
import type { SignallingEvents } from "./signalling-link.ts";

type Sent = EventBody<"signal.received"> & { readonly name: string };

/** A page whose server is the test: everything it sends is recorded, everything it hears is told by hand. */
const createPage = (seal: RoomSeal) => {
  const seat = { participant: randomId() as ParticipantId, instance: randomId() as InstanceId };
  const roster = signal<ReadonlyMap<ParticipantId, RosterEntry>>(new Map());
  const events = createEmitter<SignallingEvents>();
  const sent: Sent[] = [];
  const link = { on: events.on, send: (name: string, body: object) => void sent.push({ ...body, name, from: seat.participant } as Sent) };
  const exchange = new SignalExchange({ link, seal, seat: { ...seat, roster, seated: signal(true) } });
  const heard: PeerSignal[] = [];
  let refused = 0;
  exchange.on("received", (event) => heard.push(event.signal));
  exchange.on("refused", () => (refused += 1));
  return { seat, roster, events, sent, exchange, heard, refused: () => refused };
};

type Page = ReturnType<typeof createPage>;

const meet = (one: Page, other: Page): void => {
  for (const [page, peer] of [
    [one, other],
    [other, one],
  ] as const) {
    const entry: RosterEntry = { ...peer.seat, joinedAt: 1, away: false, profile: { open: "{}" } };
    page.roster.value = new Map([[entry.participant, entry]]);
  }
};

const createPair = async () => {
  const seal = await deriveRoomSeal({ room: "den", secret: encodeBase64url(crypto.getRandomValues(new Uint8Array(32))) });
  const [anna, ben] = [createPage(seal), createPage(seal)];
  meet(anna, ben);
  const offer: PeerSignal = { type: "offer", sdp: "v=0", on: [], from: anna.seat.instance, to: ben.seat.instance };
  return { anna, ben, offer, connection: randomId() as ConnectionId };
};

const candidate: PeerSignal = { type: "candidate", candidate: { candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: 0 } };
const signalsOf = (page: Page) => page.sent.filter(({ name }) => name === "signal.send");
const junk = (from: Page): EventBody<"signal.received"> => ({
  from: from.seat.participant,
  connection: randomId() as ConnectionId,
  sequence: 0,
  ack: -1,
  payload: { sealed: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
});

describe("signals past a hostile server", () => {
  it("are numbered on, whatever the server injects meanwhile", async () => {
    const { anna, ben, offer, connection } = await createPair();
    anna.exchange.send(ben.seat, connection, offer);
    await expect.poll(() => signalsOf(anna).length).toBe(1);
    for (let count = 0; count < 20; count += 1) anna.events.emit("signal.received", junk(ben));
    await expect.poll(() => anna.refused()).toBe(20);
    anna.exchange.send(ben.seat, connection, candidate);
    await expect.poll(() => signalsOf(anna).map(({ sequence }) => sequence)).toEqual([0, 1]);
  });

  it("are delivered once, though recorded and replayed after a flood of junk and another roster", async () => {
    const { anna, ben, offer, connection } = await createPair();
    anna.exchange.send(ben.seat, connection, offer);
    await expect.poll(() => signalsOf(anna).length).toBe(1);
    const recorded = signalsOf(anna)[0] as Sent;
    ben.events.emit("signal.received", recorded);
    await expect.poll(() => ben.heard.length).toBe(1);
    ben.exchange.drop(anna.seat.participant, connection);
    for (let count = 0; count < 600; count += 1) ben.events.emit("signal.received", junk(anna));
    await expect.poll(() => ben.refused()).toBe(600);
    ben.roster.value = new Map();
    meet(anna, ben);
    ben.events.emit("signal.received", recorded);
    await expect.poll(() => ben.sent.filter(({ name }) => name === "signal.ack").length).toBeGreaterThan(0);
    expect(ben.heard).toHaveLength(1);
  });

  it("begin with an offer: nothing else makes a connection known", async () => {
    const { anna, ben, connection } = await createPair();
    anna.exchange.send(ben.seat, connection, candidate);
    await expect.poll(() => signalsOf(anna).length).toBe(1);
    ben.events.emit("signal.received", signalsOf(anna)[0] as Sent);
    ben.events.emit("signal.received", junk(anna));
    await expect.poll(() => ben.refused()).toBe(1);
    expect(ben.heard).toEqual([]);
  });

  it("are not sent on a connection that is over, and its owner is told", async () => {
    const { anna, ben, offer, connection } = await createPair();
    const stuck: ConnectionId[] = [];
    anna.exchange.on("stuck", (event) => stuck.push(event.connection));
    anna.exchange.send(ben.seat, connection, offer);
    await expect.poll(() => signalsOf(anna).length).toBe(1);
    anna.exchange.drop(ben.seat.participant, connection);
    anna.exchange.send(ben.seat, connection, candidate);
    expect(stuck).toEqual([connection]);
    expect(signalsOf(anna)).toHaveLength(1);
  });
});

describe("the seal", () => {
  it("never seals two texts alike, not even the same one", async () => {
    const { anna, ben, connection } = await createPair();
    const seal = await deriveRoomSeal({ room: "den", secret: "a".repeat(43) });
    const address = { from: anna.seat, to: ben.seat, connection, sequence: 0 };
    const texts = await Promise.all([seal.sealSignal(address, "v=0"), seal.sealSignal(address, "v=0")]);
    expect(texts[0]).not.toEqual(texts[1]);
  });
});
