import { decodeFrame, encodeFrame, type Frame } from "./frames.ts";
import { messageBytes, type LanePort } from "./lane-port.ts";

/** How a reliable lane behaves. */
export interface ReliableLaneOptions {
  readonly maxMessageBytes: number;
  readonly chunkBytes: number;
  /** Bytes handed to the channel and not yet sent, above which the lane waits. */
  readonly highWaterBytes: number;
  /** Bytes in the channel at which it goes on. */
  readonly lowWaterBytes: number;
  /** Whether something more urgent waits; the lane then sends nothing until {@link ReliableLane.resume}. */
  readonly yields: () => boolean;
  readonly onMessage: (message: Uint8Array) => void;
  /** The other side broke the lane's rules; nothing of it is taken in any more. */
  readonly onViolation: () => void;
}

interface Outgoing {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly settle: (delivered: boolean) => void;
}

const ackDelayMs = 15;
const ackEveryChunks = 32;

/**
 * Whole messages, in order and exactly once, over data channels that may be replaced: what the other
 * side has not acknowledged goes on from there over the next channel. Large messages travel in chunks
 * and only as fast as the channel drains.
 */
export class ReliableLane {
  readonly #options: ReliableLaneOptions;
  #port: LanePort | undefined;
  #portLife = new AbortController();
  #queue: Outgoing[] = [];
  #nextId = 0;
  /** Position in the first queued messages: which one, and its next chunk; unknown until the other side has told. */
  #cursor: { index: number; chunk: number } | undefined;
  #expected = 0;
  #chunks: Uint8Array[] = [];
  #chunkBytes = 0;
  #ackTimer: ReturnType<typeof setTimeout> | undefined;
  #quarantined = false;

  constructor(options: ReliableLaneOptions) {
    this.#options = options;
  }

  /** Goes on over this channel as soon as it is open; both sides begin by telling what they have. */
  attach(port: LanePort): void {
    this.detach();
    const { signal } = this.#portLife;
    this.#port = port;
    port.bufferedAmountLowThreshold = this.#options.lowWaterBytes;
    port.addEventListener("bufferedamountlow", () => this.#pump(), { signal });
    port.addEventListener("message", (event) => this.#handle(messageBytes(event)), { signal });
    if (port.readyState === "open") this.#acknowledge();
    else port.addEventListener("open", () => this.#acknowledge(), { signal });
  }

  /** The channel is gone; messages wait for the next. */
  detach(): void {
    this.#portLife.abort();
    this.#portLife = new AbortController();
    this.#port = undefined;
    this.#cursor = undefined;
  }

  /** Resolves to whether the other side has the whole message; false when the lane was closed or the signal aborted first. */
  send(bytes: Uint8Array, { signal }: { signal?: AbortSignal | undefined } = {}): Promise<boolean> {
    if (signal?.aborted === true) return Promise.resolve(false);
    return new Promise((resolve) => {
      const count = Math.max(1, Math.ceil(bytes.length / this.#options.chunkBytes));
      const message: Outgoing = { id: this.#nextId, bytes, count, settle: resolve };
      this.#nextId += 1;
      this.#queue.push(message);
      signal?.addEventListener("abort", () => resolve(false), { once: true });
      this.#pump();
    });
  }

  /** Bytes that wait in the channel. */
  get waitingBytes(): number {
    return this.#port?.bufferedAmount ?? 0;
  }

  /** What was more urgent is done. */
  resume(): void {
    this.#pump();
  }

  close(): void {
    this.detach();
    clearTimeout(this.#ackTimer);
    for (const { settle } of this.#queue) settle(false);
    this.#queue = [];
    this.#chunks = [];
  }

  #pump(): void {
    const { chunkBytes, highWaterBytes } = this.#options;
    for (let port = this.#port; this.#cursor !== undefined && port?.readyState === "open"; port = this.#port) {
      const message = this.#queue[this.#cursor.index];
      if (message === undefined || port.bufferedAmount > highWaterBytes || this.#options.yields()) return;
      const index = this.#cursor.chunk;
      const bytes = message.bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes);
      port.send(encodeFrame({ kind: "data", id: message.id, index, count: message.count, bytes }));
      this.#cursor = index + 1 < message.count ? { ...this.#cursor, chunk: index + 1 } : { index: this.#cursor.index + 1, chunk: 0 };
    }
  }

  #handle(bytes: Uint8Array | undefined): void {
    if (this.#quarantined) return;
    const frame = bytes === undefined ? undefined : decodeFrame(bytes);
    if (frame === undefined) return this.#violate();
    if (frame.kind === "ack") this.#handleAck(frame);
    else this.#handleData(frame);
  }

  #handleAck({ id, chunks }: Extract<Frame, { kind: "ack" }>): void {
    if (id > this.#nextId) return this.#violate();
    const done = this.#queue.findIndex((message) => message.id >= id);
    const finished = this.#queue.splice(0, done === -1 ? this.#queue.length : done);
    if (this.#cursor === undefined)
      this.#cursor = { index: 0, chunk: this.#queue[0]?.id === id ? Math.min(chunks, this.#queue[0].count) : 0 };
    else this.#cursor = { ...this.#cursor, index: Math.max(0, this.#cursor.index - finished.length) };
    for (const { settle } of finished) settle(true);
    this.#pump();
  }

  #handleData({ id, index, count, bytes }: Extract<Frame, { kind: "data" }>): void {
    const { maxMessageBytes, chunkBytes } = this.#options;
    if (id !== this.#expected || index !== this.#chunks.length) return this.#acknowledgeSoon();
    if (count > Math.ceil(maxMessageBytes / chunkBytes) || bytes.length > chunkBytes) return this.#violate();
    this.#chunks.push(bytes);
    this.#chunkBytes += bytes.length;
    if (index + 1 < count) {
      if (this.#chunks.length % ackEveryChunks === 0) this.#acknowledgeSoon();
      return;
    }
    const message = join(this.#chunks, this.#chunkBytes);
    this.#chunks = [];
    this.#chunkBytes = 0;
    this.#expected += 1;
    this.#acknowledgeSoon();
    this.#options.onMessage(message);
  }

  #acknowledgeSoon(): void {
    this.#ackTimer ??= setTimeout(() => this.#acknowledge(), ackDelayMs);
  }

  #acknowledge(): void {
    clearTimeout(this.#ackTimer);
    this.#ackTimer = undefined;
    if (this.#port?.readyState === "open") this.#port.send(encodeFrame({ kind: "ack", id: this.#expected, chunks: this.#chunks.length }));
  }

  #violate(): void {
    this.#quarantined = true;
    this.#chunks = [];
    this.#options.onViolation();
  }
}

const join = (chunks: readonly Uint8Array[], length: number): Uint8Array => {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
};
