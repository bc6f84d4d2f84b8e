import type { EventBody, ServerEvent } from "@tfx/protocol";
import type { Socket } from "socket.io";
import { TokenBucket, type Rate } from "../limits/token-bucket.ts";
import type { DismissalCode, Member, Place } from "../rooms/live-room.ts";
import type { FrameGuard } from "./frame-guard.ts";

/** Rates of one socket. */
export interface SocketRates {
  /** All frames, each counted once more for every 4 KiB. */
  readonly messages: Rate;
  /** Calls, which cost more than relayed messages. */
  readonly calls: Rate;
  /** Refusals that only a wrong or hostile client gets; past them the socket is closed. */
  readonly refusals: Rate;
}

/** What a connection is made of. */
export interface ConnectionOptions {
  readonly socket: Socket;
  readonly guard: FrameGuard;
  readonly rates: SocketRates;
}

/** One client's socket: its seat, its allowances, and the order of its calls. */
export class Connection implements Member {
  place: Place | undefined = undefined;
  /** Counts the frames, and knows why the socket is closed. */
  readonly guard: FrameGuard;
  readonly #socket: Socket;
  readonly #rates: SocketRates;
  #calls: TokenBucket | undefined = undefined;
  #refusals: TokenBucket | undefined = undefined;
  #last: Promise<void> | undefined = undefined;

  constructor({ socket, guard, rates }: ConnectionOptions) {
    this.#socket = socket;
    this.guard = guard;
    this.#rates = rates;
  }

  /** The address that limits are counted for. */
  get address(): string {
    return this.guard.address;
  }

  get id(): string {
    return this.#socket.id;
  }

  get heard(): number {
    return this.guard.frames;
  }

  /** Whether so much waits to be sent that the client does not seem to read any more. */
  get isStalled(): boolean {
    const { packets, bytes } = this.#waiting();
    return packets > maxWaitingPackets || bytes > stalledBytes;
  }

  emit<E extends ServerEvent>(event: E, body: EventBody<E>): void {
    const { packets, bytes } = this.#waiting();
    if (packets > lostPackets || bytes > lostBytes) return this.guard.cut(this.#socket.conn, "slow-reader");
    this.#socket.emit(event, body);
  }

  /** What waits to be sent: in the queue of Engine.IO, and in the connection below the WebSocket. */
  #waiting(): { packets: number; bytes: number } {
    // Engine.IO types its queue as private and offers no other way to see a slow reader.
    const conn: object = this.#socket.conn;
    const { writeBuffer = [] } = conn as { writeBuffer?: readonly { readonly data?: unknown }[] };
    let bytes = this.guard.wire.writableLength;
    for (const { data } of writeBuffer) if (typeof data === "string") bytes += data.length;
    return { packets: writeBuffer.length, bytes };
  }

  sendPacket(packet: string): void {
    this.#socket.conn.send(packet);
  }

  /** Counts a call; answers 0, or the milliseconds to wait when there were too many. */
  takeCall(nowMs: number): number {
    this.#calls ??= new TokenBucket(this.#rates.calls, nowMs);
    return this.#calls.take(nowMs);
  }

  /** Counts a refusal that only a wrong client gets; answers whether that was one too many. */
  takeRefusal(nowMs: number): boolean {
    this.#refusals ??= new TokenBucket(this.#rates.refusals, nowMs);
    return this.#refusals.take(nowMs) > 0;
  }

  /** Runs the tasks of this connection one after the other. A task does not throw. */
  enqueue(task: () => Promise<void>): void {
    const mine = this.#last === undefined ? task() : this.#last.then(task);
    this.#last = mine;
    void mine.then(() => {
      if (this.#last === mine) this.#last = undefined;
    });
  }

  dismiss(code: DismissalCode): void {
    this.emit("session.ended", { code, details: {} });
    // The host who ends the call for everybody gets the answer to that call first.
    setImmediate(() => this.close("dismissed"));
  }

  retire(): void {
    this.close("retired");
  }

  /** Closes the socket for good: the client is told not to come back by itself. */
  close(reason: string): void {
    this.guard.closing ??= reason;
    const { conn } = this.#socket;
    this.#socket.disconnect();
    conn.close();
  }
}

/** Signals for a client that takes no more than this are dropped: their senders repeat them. */
const maxWaitingPackets = 256;
const stalledBytes = 1_048_576;
/** A client that takes no more than this does not read at all: everything else it is told would only pile up. */
const lostPackets = 4_096;
const lostBytes = 4 * stalledBytes;
