import { limits, type LaneName } from "@tfx/protocol";
import { messageBytes, type LanePort } from "./lane-port.ts";
import { ReliableLane } from "./reliable-lane.ts";

/** What the lanes tell their owner. */
export interface LanesListener {
  readonly onMessage: (lane: LaneName, bytes: Uint8Array) => void;
  readonly onViolation: (lane: LaneName) => void;
}

const liveHighWaterBytes = 32 * 1024;

/** Largest message of each lane, in bytes. */
export const laneLimits: Readonly<Record<LaneName, number>> = {
  control: limits.maxControlMessageBytes,
  bulk: limits.maxBulkMessageBytes,
  live: limits.maxLiveMessageBytes,
};

/**
 * The three lanes to one page of one participant. They outlive the connection: after a repair, control
 * and bulk go on where they were; what was live is gone.
 */
export class Lanes {
  readonly #listener: LanesListener;
  readonly #control: ReliableLane;
  readonly #bulk: ReliableLane;
  #live: LanePort | undefined;
  #life = new AbortController();

  constructor(listener: LanesListener) {
    this.#listener = listener;
    this.#control = new ReliableLane({
      maxMessageBytes: limits.maxControlMessageBytes,
      chunkBytes: 16 * 1024,
      highWaterBytes: 1024 * 1024,
      // Empty is what the bulk lane waits for.
      lowWaterBytes: 0,
      yields: () => false,
      onMessage: (bytes) => listener.onMessage("control", bytes),
      onViolation: () => listener.onViolation("control"),
    });
    this.#bulk = new ReliableLane({
      maxMessageBytes: limits.maxBulkMessageBytes,
      chunkBytes: 32 * 1024,
      highWaterBytes: 256 * 1024,
      lowWaterBytes: 64 * 1024,
      yields: () => this.#control.waitingBytes > 0,
      onMessage: (bytes) => listener.onMessage("bulk", bytes),
      onViolation: () => listener.onViolation("bulk"),
    });
  }

  /** Goes on over the channels of a new connection, as they open. */
  attach(ports: Readonly<Record<LaneName, LanePort>>): void {
    this.detach();
    const { signal } = this.#life;
    this.#live = ports.live;
    ports.live.addEventListener("message", (event) => this.#handleLive(messageBytes(event)), { signal });
    this.#control.attach(ports.control);
    ports.control.addEventListener("bufferedamountlow", () => this.#bulk.resume(), { signal });
    this.#bulk.attach(ports.bulk);
  }

  /** The connection is gone. */
  detach(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#live = undefined;
    this.#control.detach();
    this.#bulk.detach();
  }

  /** Sends a message that fits its lane; resolves to whether it was delivered (live: handed to the network). */
  send(lane: LaneName, bytes: Uint8Array<ArrayBuffer>, options: { signal?: AbortSignal | undefined } = {}): Promise<boolean> {
    if (lane !== "live") return (lane === "control" ? this.#control : this.#bulk).send(bytes, options);
    const port = this.#live;
    if (port?.readyState !== "open" || port.bufferedAmount > liveHighWaterBytes) return Promise.resolve(false);
    port.send(bytes);
    return Promise.resolve(true);
  }

  close(): void {
    this.detach();
    this.#control.close();
    this.#bulk.close();
  }

  #handleLive(bytes: Uint8Array | undefined): void {
    if (bytes === undefined || bytes.length > limits.maxLiveMessageBytes) this.#listener.onViolation("live");
    else this.#listener.onMessage("live", bytes);
  }
}
