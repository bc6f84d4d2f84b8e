import type { Client } from "./client.ts";
import { randomId, type Dialect } from "./dialects.ts";

/** Two people in a room. */
export type Pair = readonly [Client, Client];

/** What was sent and what arrived. */
export interface Traffic {
  sent: number;
  received: number;
  acks: number;
}

/** How long our client waits for something to send before it acknowledges by itself. */
const ackDelayMs = 120;
/** When candidates are found after an offer or answer, and how many: host at once, then STUN, then TURN. */
const candidates: readonly (readonly [delayMs: number, count: number])[] = [
  [2, 4],
  [40, 4],
  [90, 2],
];

/** Signals of one call that is set up without loss: offer, answer and ten candidates each way. */
export const signalsPerCall = 2 * (1 + candidates.reduce((sum, [, count]) => sum + count, 0));

/** Sets up one call between the two, as browsers do, and counts. */
export const setUpCall = ([caller, callee]: Pair, dialect: Dialect, traffic: Traffic): void => {
  const connection = randomId();
  const one = new Side({ client: caller, to: callee.id, connection, dialect, traffic });
  const other = new Side({ client: callee, to: caller.id, connection, dialect, traffic });
  callee.onSignal = () => {
    other.receive();
    if (!other.hasSpoken) other.describe();
  };
  caller.onSignal = () => one.receive();
  one.describe();
};

interface SideOptions {
  readonly client: Client;
  readonly to: string;
  readonly connection: string;
  readonly dialect: Dialect;
  readonly traffic: Traffic;
}

class Side {
  readonly #options: SideOptions;
  #sequence = 0;
  #lastReceived = -1;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SideOptions) {
    this.#options = options;
  }

  get hasSpoken(): boolean {
    return this.#sequence > 0;
  }

  /** Sends an offer or answer, then the candidates as they are found. */
  describe(): void {
    this.#send();
    for (const [delayMs, count] of candidates) {
      setTimeout(() => {
        for (let sent = 0; sent < count; sent += 1) this.#send();
      }, delayMs);
    }
  }

  receive(): void {
    this.#options.traffic.received += 1;
    this.#lastReceived += 1;
    this.#timer ??= setTimeout(() => this.#acknowledge(), ackDelayMs);
  }

  #send(): void {
    const { client, to, connection, dialect, traffic } = this.#options;
    client.send(dialect.signal({ to, connection, sequence: this.#sequence, ack: this.#lastReceived }));
    this.#sequence += 1;
    traffic.sent += 1;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #acknowledge(): void {
    this.#timer = undefined;
    const { client, to, connection, dialect, traffic } = this.#options;
    const text = dialect.acknowledge({ to, connection, ack: this.#lastReceived });
    if (text === undefined) return;
    client.send(text);
    traffic.acks += 1;
  }
}
