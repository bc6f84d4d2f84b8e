import { effect } from "@preact/signals-core";
import { peerSignal, type ConnectionId, type EventBody, type ParticipantId, type PeerSignal, type SignalPayload } from "@tfx/protocol";
import { createEmitter, type Emitter } from "../emitter.ts";
import type { RoomSeal, SignalAddress } from "./room-seal.ts";
import type { Seat } from "./seat.ts";
import { SignalStream, type SignalPeer } from "./signal-stream.ts";
import type { SignallingLink } from "./signalling-link.ts";

/** Occurrences of the exchange. */
export interface SignalExchangeEvents {
  /** A signal, opened, checked, in order, exactly once. */
  received: { from: SignalPeer; connection: ConnectionId; signal: PeerSignal };
  /** A signal that could not be opened or read; it was not delivered. */
  refused: { from: SignalPeer; connection: ConnectionId; error: unknown };
  /** The receiver has acknowledged nothing for so long that the connection is given up. */
  stuck: { peer: SignalPeer; connection: ConnectionId };
}

const maxStreamsPerPeer = 4;
const maxRememberedStreams = 256;

/**
 * Carries signals between participants so that each arrives exactly once and in order, though sockets
 * drop and servers restart: every signal is numbered within its connection and repeated until the
 * receiving participant, not the server, acknowledges it.
 */
export class SignalExchange implements Disposable {
  readonly on: Emitter<SignalExchangeEvents>["on"];
  readonly #events = createEmitter<SignalExchangeEvents>();
  readonly #link: SignallingLink;
  readonly #seat: Seat;
  readonly #seal: RoomSeal;
  readonly #streams = new Map<string, SignalStream>();
  /** Connections that are over, so that late repeats of them are acknowledged and not delivered again. */
  readonly #ended = new Map<string, number>();
  readonly #life = new AbortController();

  constructor({ link, seat, seal }: { link: SignallingLink; seat: Seat; seal: RoomSeal }) {
    this.#link = link;
    this.#seat = seat;
    this.#seal = seal;
    this.on = this.#events.on;
    const { signal } = this.#life;
    link.on("signal.received", (body) => void this.#receive(body), { signal });
    link.on("signal.acked", ({ from, connection, ack }) => this.#streams.get(streamKey(from, connection))?.handleAck(ack), { signal });
    signal.addEventListener("abort", this.#followRoster(), { once: true });
  }

  /** Sends a signal: at once when the receiver is within reach, otherwise as soon as it is. */
  send(to: SignalPeer, connection: ConnectionId, signal: PeerSignal): void {
    const stream = this.#streams.get(streamKey(to.participant, connection)) ?? this.#open(to, connection);
    const sequence = stream.takeSequence();
    if (sequence === undefined) {
      this.#forget(stream);
      this.#events.emit("stuck", { peer: to, connection });
      return;
    }
    void this.#sealAndSend(stream, sequence, signal);
  }

  /** Forgets a connection: nothing of it is repeated or delivered any more. */
  drop(participant: ParticipantId, connection: ConnectionId): void {
    const stream = this.#streams.get(streamKey(participant, connection));
    if (stream !== undefined) this.#forget(stream);
  }

  [Symbol.dispose](): void {
    this.#life.abort();
    for (const stream of this.#streams.values()) this.#forget(stream);
  }

  async #sealAndSend(stream: SignalStream, sequence: number, signal: PeerSignal): Promise<void> {
    const address = { from: this.#seat, to: stream.peer, connection: stream.connection, sequence };
    const payload = await this.#seal.sealSignal(address, JSON.stringify(signal));
    if (this.#isOpen(stream)) stream.send(sequence, payload);
  }

  async #receive({ from, connection, sequence, ack, payload }: EventBody<"signal.received">): Promise<void> {
    const key = streamKey(from, connection);
    const endedAt = this.#ended.get(key);
    if (endedAt !== undefined) return this.#link.send("signal.ack", { to: from, connection, ack: Math.max(endedAt, sequence) });
    const entry = this.#seat.roster.value.get(from);
    if (entry === undefined) return;
    const stream = this.#streams.get(key) ?? this.#open({ participant: from, instance: entry.instance }, connection);
    stream.handleAck(ack);
    if (sequence <= stream.ack) return stream.acknowledgeSoon();
    try {
      const signal = await openSignal(this.#seal, { from: stream.peer, to: this.#seat, connection, sequence }, payload);
      if (!this.#isOpen(stream)) return;
      for (const ready of stream.receive(sequence, signal)) this.#events.emit("received", { from: stream.peer, connection, signal: ready });
    } catch (error) {
      this.#events.emit("refused", { from: stream.peer, connection, error });
    }
  }

  #open(peer: SignalPeer, connection: ConnectionId): SignalStream {
    const others = [...this.#streams.values()].filter((other) => other.peer.participant === peer.participant);
    for (const oldest of others.slice(0, Math.max(0, others.length + 1 - maxStreamsPerPeer))) this.#forget(oldest);
    const to = { to: peer.participant, connection };
    const port = {
      transmit: (body: { sequence: number; ack: number; payload: SignalPayload }) => {
        if (this.#seat.seated.value) this.#link.send("signal.send", { ...to, ...body });
      },
      acknowledge: (ack: number) => {
        if (this.#seat.seated.value) this.#link.send("signal.ack", { ...to, ack });
      },
    };
    const stream = new SignalStream({ peer, connection, port });
    this.#streams.set(streamKey(peer.participant, connection), stream);
    return stream;
  }

  #isOpen(stream: SignalStream): boolean {
    return this.#streams.get(streamKey(stream.peer.participant, stream.connection)) === stream;
  }

  #forget(stream: SignalStream): void {
    const key = streamKey(stream.peer.participant, stream.connection);
    stream.close();
    this.#streams.delete(key);
    this.#ended.set(key, stream.ack);
    for (const oldest of this.#ended.keys()) {
      if (this.#ended.size <= maxRememberedStreams) break;
      this.#ended.delete(oldest);
    }
  }

  /** Repeats at once when either end is reachable again, and forgets the streams of pages that are gone. */
  #followRoster(): () => void {
    let reachable = new Set<ParticipantId>();
    return effect(() => {
      const roster = this.#seat.roster.value;
      const now = new Set(
        this.#seat.seated.value ? [...roster.values()].filter(({ away }) => !away).map((entry) => entry.participant) : [],
      );
      for (const stream of this.#streams.values()) {
        const { participant, instance } = stream.peer;
        if (roster.get(participant)?.instance !== instance) this.#forget(stream);
        else if (now.has(participant) && !reachable.has(participant)) stream.repeatAll();
      }
      reachable = now;
    });
  }
}

const streamKey = (participant: ParticipantId, connection: ConnectionId): string => `${participant} ${connection}`;

const openSignal = async (seal: RoomSeal, address: SignalAddress, payload: SignalPayload): Promise<PeerSignal> => {
  const opened = peerSignal.parse(JSON.parse(await seal.openSignal(address, payload)));
  const misdirected = opened.type === "offer" && (opened.from !== address.from.instance || opened.to !== address.to.instance);
  if (misdirected) throw new Error("an offer for another page");
  return opened;
};
