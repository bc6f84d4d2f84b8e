import { randomBytes } from "node:crypto";
import type { CallAnswer, CallParams, CallResult, ClientCall, EventBody, ServerEvent } from "@tfx/protocol";
import { io, type Socket } from "socket.io-client";

/** 16 random bytes in base64url, as ids are. */
export const randomId = (): string => randomBytes(16).toString("base64url");

/** A proof that opens a sealed room. */
export const randomProof = (): string => randomBytes(32).toString("base64url");

const patienceMs = 10_000;

interface Arrived {
  readonly name: string;
  readonly body: unknown;
}

interface Waiter {
  readonly matches: (event: Arrived) => boolean;
  readonly resolve: (event: Arrived) => void;
}

/** A client that keeps every event until somebody asks for it, so that none is missed. */
export class TestClient {
  readonly socket: Socket;
  readonly #arrived: Arrived[] = [];
  readonly #waiters = new Set<Waiter>();

  private constructor(url: string) {
    this.socket = io(url, { transports: ["websocket"], forceNew: true, reconnection: false });
    this.socket.onAny((name: string, body: unknown) => this.#arrive({ name, body }));
    this.socket.on("disconnect", (reason) => this.#arrive({ name: "disconnect", body: reason }));
  }

  /** Connects; rejects when the server does not let it in. */
  static async open(url: string): Promise<TestClient> {
    const client = new TestClient(url);
    await new Promise<void>((resolve, reject) => {
      client.socket.once("connect", resolve);
      client.socket.once("connect_error", reject);
    });
    return client;
  }

  /** Makes a call and gives its answer, whatever it is. */
  async call<C extends ClientCall>(name: C, params: unknown): Promise<CallAnswer<C>> {
    return (await this.socket.timeout(patienceMs).emitWithAck(name, params)) as CallAnswer<C>;
  }

  /** Makes a call that is expected to succeed. */
  async ask<C extends ClientCall>(name: C, params: CallParams<C>): Promise<CallResult<C>> {
    const answer = await this.call(name, params);
    if (!answer.ok) throw new Error(`${name} was refused: ${answer.code}`);
    return answer.value as CallResult<C>;
  }

  /** The code with which a call is refused. */
  async refusal(name: ClientCall, params: unknown): Promise<string> {
    const answer = await this.call(name, params);
    return answer.ok ? "not refused" : answer.code;
  }

  /** Enters an open room, unless told otherwise. */
  join(room: string, options: Partial<CallParams<"room.join">> = {}): Promise<CallResult<"room.join">> {
    return this.ask("room.join", joinParams(room, options));
  }

  /** The next event of a name, from the past or the near future, that fits. */
  async next<E extends ServerEvent>(name: E, fits: (body: EventBody<E>) => boolean = () => true): Promise<EventBody<E>> {
    const event = await this.#take((arrived) => arrived.name === name && fits(arrived.body as EventBody<E>), name);
    return event.body as EventBody<E>;
  }

  /** Resolves when the socket is closed. */
  async closed(): Promise<void> {
    await this.#take(({ name }) => name === "disconnect", "disconnect");
  }

  /** Names of the events that arrived and were not asked for. */
  get unread(): string[] {
    return this.#arrived.map(({ name }) => name);
  }

  /** The same, after a full round trip to the server. */
  async leftovers(): Promise<string[]> {
    await this.call("ice.servers", {});
    return this.unread;
  }

  /** Sends one open signal. */
  signal(to: string, fields: Record<string, unknown> = {}): void {
    this.socket.emit("signal.send", signalTo(to, fields));
  }

  /** Cuts the connection without a word, as a network does. */
  cut(): void {
    this.socket.io.engine.close();
  }

  close(): void {
    this.socket.close();
  }

  #arrive(event: Arrived): void {
    for (const waiter of this.#waiters) {
      if (!waiter.matches(event)) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(event);
      return;
    }
    this.#arrived.push(event);
  }

  #take(matches: (event: Arrived) => boolean, what: string): Promise<Arrived> {
    const index = this.#arrived.findIndex(matches);
    const [found] = index === -1 ? [] : this.#arrived.splice(index, 1);
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ${what} came; but: ${this.unread.join(", ")}`)), patienceMs);
      const arrive = (event: Arrived): void => {
        clearTimeout(timer);
        resolve(event);
      };
      this.#waiters.add({ matches, resolve: arrive });
    });
  }
}

/** Parameters of a join that is right in every way. */
export const joinParams = (room: string, options: Partial<CallParams<"room.join">> = {}): CallParams<"room.join"> => ({
  protocol: 1,
  room,
  access: { mode: "open" },
  instance: randomId(),
  profile: { open: '{"name":"Ada"}' },
  ...options,
});

/** What makes a join a sealed one. */
export const sealedWith = (proof: string): Pick<CallParams<"room.join">, "access" | "profile"> => ({
  access: { mode: "sealed", proof },
  profile: { sealed: "c2VhbGVk" },
});

/** The body of a signal that is right in every way. */
export const signalTo = (to: string, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  to,
  connection: randomId(),
  sequence: 0,
  ack: -1,
  payload: { open: "hello" },
  ...fields,
});
