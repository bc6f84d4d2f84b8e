import { effect } from "@preact/signals-core";
import {
  peerSignal,
  type ConnectionId,
  type EventBody,
  type InstanceId,
  type ParticipantId,
  type PeerSignal,
  type SignalPayload,
} from "@tfx/protocol";
import { createEmitter, type Emitter } from "../emitter.ts";
import type { RoomSeal, SignalAddress } from "./room-seal.ts";
import type { Seat } from "./seat.ts";
import { SignalStream, type SignalPeer, type SignalStreamPort } from "./signal-stream.ts";
import type { SignallingLink } from "./signalling-link.ts";

/** Occurrences of the exchange. */
export interface SignalExchangeEvents {
  /** A signal, opened, checked, in order, exactly once. */
  received: { from: SignalPeer; connection: ConnectionId; signal: PeerSignal };
  /** A signal was sealed and handed to the server, for the first time. */
  sent: { to: SignalPeer; type: PeerSignal["type"] };
  /** A signal that could not be opened or read; it was not delivered. */
  refused: { from: SignalPeer; connection: ConnectionId; error: unknown };
  /** The connection is over for its signals: too many are unacknowledged, or it was dropped; a new one is needed. */
  stuck: { peer: SignalPeer; connection: ConnectionId };
}

/** What the exchange needs of the server's side. */
export interface SignalExchangeParts {
  readonly link: Pick<SignallingLink, "on" | "send">;
  readonly seat: Pick<Seat, "participant" | "instance" | "roster" | "seated">;
  readonly seal: RoomSeal;
}

/** Where an authenticated signal stands. */
interface Arrival {
  readonly peer: SignalPeer;
  readonly connection: ConnectionId;
  readonly sequence: number;
  readonly ack: number;
}

const maxStreamsPerPeer = 4;
/** Connections that one page may use up; a lawful page needs a few, and a reload makes a new page. */
const maxConnectionsPerPage = 256;

/**
 * Carries signals between participants so that each arrives exactly once and in order, though sockets
 * drop and servers restart: every signal is numbered within its connection and repeated until the
 * receiving participant, not the server, acknowledges it.
 */
export class SignalExchange implements Disposable {
  readonly on: Emitter<SignalExchangeEvents>["on"];
  readonly #events = createEmitter<SignalExchangeEvents>();
  readonly #link: SignalExchangeParts["link"];
  readonly #seat: SignalExchangeParts["seat"];
  readonly #seal: RoomSeal;
  readonly #streams = new Map<string, SignalStream>();
  /**
   * Connections of each page that are over: late repeats of them are acknowledged and never delivered
   * again. Only what a page has authenticated enters here, so nobody else can flush it.
   */
  readonly #ended = new Map<InstanceId, Map<ConnectionId, number>>();
  readonly #life = new AbortController();

  constructor({ link, seat, seal }: SignalExchangeParts) {
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
    const sequence = stream?.takeSequence();
    if (stream !== undefined && sequence !== undefined) return void this.#sealAndSend(stream, sequence, signal);
    if (stream !== undefined) this.#forget(stream);
    this.#events.emit("stuck", { peer: to, connection });
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
    if (!this.#isOpen(stream)) return;
    stream.send(sequence, payload);
    this.#events.emit("sent", { to: stream.peer, type: signal.type });
  }

  async #receive({ from, connection, sequence, ack, payload }: EventBody<"signal.received">): Promise<void> {
    const entry = this.#seat.roster.value.get(from);
    if (entry === undefined) return;
    const peer: SignalPeer = { participant: from, instance: entry.instance };
    const endedAt = this.#ended.get(peer.instance)?.get(connection);
    if (endedAt !== undefined) return this.#link.send("signal.ack", { to: from, connection, ack: Math.max(endedAt, sequence) });
    if (sequence <= (this.#streams.get(streamKey(from, connection))?.ack ?? -1)) {
      return this.#streams.get(streamKey(from, connection))?.acknowledgeSoon();
    }
    try {
      const signal = await openSignal(this.#seal, { from: peer, to: this.#seat, connection, sequence }, payload);
      this.#deliver({ peer, connection, sequence, ack }, signal);
    } catch (error) {
      this.#events.emit("refused", { from: peer, connection, error });
    }
  }

  /** Takes a signal that its sender has authenticated. A connection begins with the first offer and with nothing else. */
  #deliver({ peer, connection, sequence, ack }: Arrival, signal: PeerSignal): void {
    const begins = signal.type === "offer" && sequence === 0;
    const known = this.#streams.get(streamKey(peer.participant, connection));
    const stream = known ?? (begins ? this.#open(peer, connection) : undefined);
    if (stream === undefined || stream.peer.instance !== peer.instance) return;
    stream.handleAck(ack);
    for (const ready of stream.receive(sequence, signal)) this.#events.emit("received", { from: peer, connection, signal: ready });
  }

  /** A stream for a connection that is new; undefined when it is over, or the page has used up too many. */
  #open(peer: SignalPeer, connection: ConnectionId): SignalStream | undefined {
    const ended = this.#ended.get(peer.instance);
    if (ended !== undefined && (ended.has(connection) || ended.size >= maxConnectionsPerPage)) return undefined;
    const others = [...this.#streams.values()].filter((other) => other.peer.participant === peer.participant);
    for (const oldest of others.slice(0, Math.max(0, others.length + 1 - maxStreamsPerPeer))) this.#forget(oldest);
    const stream = new SignalStream({ peer, connection, port: this.#portTo(peer.participant, connection) });
    this.#streams.set(streamKey(peer.participant, connection), stream);
    return stream;
  }

  #portTo(to: ParticipantId, connection: ConnectionId): SignalStreamPort {
    return {
      transmit: (body) => {
        if (this.#seat.seated.value) this.#link.send("signal.send", { to, connection, ...body });
      },
      acknowledge: (ack) => {
        if (this.#seat.seated.value) this.#link.send("signal.ack", { to, connection, ack });
      },
    };
  }

  #isOpen(stream: SignalStream): boolean {
    return this.#streams.get(streamKey(stream.peer.participant, stream.connection)) === stream;
  }

  #forget(stream: SignalStream): void {
    const { participant, instance } = stream.peer;
    stream.close();
    this.#streams.delete(streamKey(participant, stream.connection));
    const ended = this.#ended.get(instance) ?? new Map<ConnectionId, number>();
    this.#ended.set(instance, ended.set(stream.connection, stream.ack));
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
