import { limits, type ConnectionId, type InstanceId, type ParticipantId, type PeerSignal, type SignalPayload } from "@tfx/protocol";
import { emptyOrder, repeatDelayMs, takeIn } from "./signal-order.ts";

/** One page of one participant, as a receiver of signals. */
export interface SignalPeer {
  readonly participant: ParticipantId;
  readonly instance: InstanceId;
}

/** What a stream needs of its surroundings. */
export interface SignalStreamPort {
  /** Hands one signal to the server; may be lost. */
  transmit(body: { sequence: number; ack: number; payload: SignalPayload }): void;
  /** Acknowledges everything up to a sequence, when there is no signal to carry it. */
  acknowledge(ack: number): void;
}

const ackDelayMs = 120;

/**
 * Both directions of one connection's signals: numbers what goes out and repeats it until it is
 * acknowledged, hands on what comes in once and in order.
 */
export class SignalStream {
  readonly peer: SignalPeer;
  readonly connection: ConnectionId;
  readonly #port: SignalStreamPort;
  readonly #unacked = new Map<number, SignalPayload>();
  #nextOut = 0;
  #inbound = emptyOrder<PeerSignal>();
  #ackTimer: ReturnType<typeof setTimeout> | undefined;
  #repeatTimer: ReturnType<typeof setTimeout> | undefined;
  #repeats = 0;

  constructor({ peer, connection, port }: { peer: SignalPeer; connection: ConnectionId; port: SignalStreamPort }) {
    this.peer = peer;
    this.connection = connection;
    this.#port = port;
  }

  /** The last sequence received in order, -1 for none. */
  get ack(): number {
    return this.#inbound.next - 1;
  }

  /** The number of the next signal to send; undefined when too many are unacknowledged. */
  takeSequence(): number | undefined {
    if (this.#unacked.size >= limits.maxUnackedSignals) return undefined;
    this.#nextOut += 1;
    return this.#nextOut - 1;
  }

  /** Sends a numbered signal and keeps it for repeats. */
  send(sequence: number, payload: SignalPayload): void {
    this.#unacked.set(sequence, payload);
    this.#transmit(sequence, payload);
    if (this.#unacked.size === 1) this.#scheduleRepeat();
  }

  /** Takes an opened signal in; returns what may be handed on now. */
  receive(sequence: number, signal: PeerSignal): readonly PeerSignal[] {
    const { order, deliver } = takeIn(this.#inbound, sequence, signal);
    this.#inbound = order;
    this.acknowledgeSoon();
    return deliver;
  }

  /** The peer has everything up to this sequence. */
  handleAck(ack: number): void {
    const before = this.#unacked.size;
    for (const sequence of this.#unacked.keys()) if (sequence <= ack) this.#unacked.delete(sequence);
    if (this.#unacked.size === before) return;
    this.#repeats = 0;
    this.#scheduleRepeat();
  }

  /** Acknowledges in a moment, unless a signal going the other way does it first. */
  acknowledgeSoon(): void {
    this.#ackTimer ??= setTimeout(() => {
      this.#ackTimer = undefined;
      this.#port.acknowledge(this.ack);
    }, ackDelayMs);
  }

  /** Repeats everything unacknowledged now: the path has just come back. */
  repeatAll(): void {
    this.#repeats = 0;
    this.#transmitAll();
  }

  close(): void {
    clearTimeout(this.#ackTimer);
    clearTimeout(this.#repeatTimer);
    this.#unacked.clear();
  }

  #transmit(sequence: number, payload: SignalPayload): void {
    clearTimeout(this.#ackTimer);
    this.#ackTimer = undefined;
    this.#port.transmit({ sequence, ack: this.ack, payload });
  }

  #transmitAll(): void {
    for (const [sequence, payload] of this.#unacked) this.#transmit(sequence, payload);
    this.#scheduleRepeat();
  }

  #scheduleRepeat(): void {
    clearTimeout(this.#repeatTimer);
    if (this.#unacked.size === 0) return;
    this.#repeatTimer = setTimeout(() => {
      this.#repeats += 1;
      this.#transmitAll();
    }, repeatDelayMs(this.#repeats));
  }
}
