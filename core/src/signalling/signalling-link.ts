import { signal, type ReadonlySignal } from "@preact/signals-core";
import {
  clientCalls,
  serverEvents,
  TfxError,
  wireError,
  type CallParams,
  type CallResult,
  type ClientCall,
  type ClientMessage,
  type EventBody,
  type MessageBody,
  type ServerEvent,
} from "@tfx/protocol";
import { io, type Socket } from "socket.io-client";
import { createEmitter, type Emitter } from "../emitter.ts";

/** Events of the link: what the server sends, checked, and what becomes of the socket. */
export type SignallingEvents = { [E in ServerEvent]: EventBody<E> } & { connected: object; disconnected: object };

const callTimeoutMs = 10_000;
const connectTimeoutMs = 8_000;

/**
 * Checked calls and messages out, checked events in, over a socket that reconnects by itself. WebSocket
 * alone: a connection that falls back to polling would be reordered and slow.
 */
export class SignallingLink implements Disposable {
  readonly on: Emitter<SignallingEvents>["on"];
  readonly #events = createEmitter<SignallingEvents>();
  readonly #connected = signal(false);
  readonly #life = new AbortController();
  readonly #socket: Socket;
  #returnAfterMs = 500;
  #returnTimer: ReturnType<typeof setTimeout> | undefined;
  /** What the server said when it last let no socket in. */
  #refusal: TfxError | undefined;

  /** Starts to connect to the server's origin. */
  constructor(server: string) {
    this.on = this.#events.on;
    this.#socket = io(server, {
      transports: ["websocket"],
      forceNew: true,
      reconnectionDelay: 200,
      reconnectionDelayMax: 4_000,
      randomizationFactor: 0.5,
      timeout: connectTimeoutMs,
    });
    this.#listen();
  }

  get connected(): ReadonlySignal<boolean> {
    return this.#connected;
  }

  /**
   * Calls the server, waiting for a connection first. When the socket is cut before the answer, the call
   * is made again `repeats` times: only for calls that may be made twice.
   * @throws {TfxError} whatever the server answers; server/unreachable, server/timeout
   */
  async call<C extends ClientCall>(
    name: C,
    params: CallParams<C>,
    { signal: abort, repeats = 0 }: { signal?: AbortSignal | undefined; repeats?: number } = {},
  ): Promise<CallResult<C>> {
    if (!this.#connected.value) await this.#nextConnection(abort);
    try {
      const answer: unknown = await this.#socket.timeout(callTimeoutMs).emitWithAck(name, params);
      abort?.throwIfAborted();
      return readAnswer(name, answer);
    } catch (cause) {
      if (cause instanceof TfxError || abort?.aborted === true) throw cause;
      if (this.#socket.connected) throw new TfxError("server/timeout", {}, { cause });
      if (repeats > 0) return this.call(name, params, { signal: abort, repeats: repeats - 1 });
      throw new TfxError("server/unreachable", {}, { cause });
    }
  }

  /** Sends a message to be relayed; does nothing while there is no connection. */
  send<M extends ClientMessage>(name: M, body: MessageBody<M>): void {
    if (this.#socket.connected) this.#socket.emit(name, body);
  }

  [Symbol.dispose](): void {
    this.#life.abort();
    clearTimeout(this.#returnTimer);
    this.#socket.disconnect();
  }

  #listen(): void {
    this.#socket.on("connect", () => {
      this.#refusal = undefined;
      this.#connected.value = true;
      this.#events.emit("connected", {});
    });
    this.#socket.on("connect_error", (error: Error & { data?: unknown }) => {
      this.#refusal = error.data === undefined ? undefined : TfxError.fromWire(error.data);
      if (!this.#socket.active) this.#returnLater();
    });
    this.#socket.on("disconnect", (reason) => {
      this.#connected.value = false;
      this.#events.emit("disconnected", {});
      if (reason === "io server disconnect") this.#returnLater();
    });
    for (const name of Object.keys(serverEvents) as ServerEvent[]) {
      this.#socket.on(name, (body: unknown) => {
        const parsed = serverEvents[name].safeParse(body);
        if (parsed.success) this.#events.emit(name, parsed.data);
      });
    }
    this.on("server.closing", ({ retryAfterMs }) => (this.#returnAfterMs = retryAfterMs));
    const reconnect = () => void (this.#socket.connected || this.#socket.disconnect().connect());
    // Node has no such events; there socket.io's own back-off is all.
    if (!("addEventListener" in globalThis)) return;
    const alive = { signal: this.#life.signal };
    globalThis.addEventListener("online", reconnect, alive);
    // Said on purpose, so that the server keeps the seat of a closed page no longer than a reload takes.
    globalThis.addEventListener("pagehide", () => this.#socket.disconnect(), alive);
    globalThis.addEventListener("pageshow", ({ persisted }) => persisted && this.#socket.connect(), alive);
  }

  /** What the server itself ends or refuses is final to socket.io; but a server that goes down, or is busy, wants us back. */
  #returnLater(): void {
    const { code, details } = this.#refusal ?? {};
    const leastMs =
      code === "rate/limited" && details !== undefined && "retryAfterMs" in details ? details.retryAfterMs : this.#returnAfterMs;
    clearTimeout(this.#returnTimer);
    this.#returnTimer = setTimeout(() => this.#socket.connect(), leastMs * (1 + Math.random()));
  }

  #nextConnection(abort: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = new AbortController();
      const fail = (reason: Error) => {
        done.abort();
        reject(reason);
      };
      const timer = setTimeout(() => fail(this.#refusal ?? new TfxError("server/unreachable")), connectTimeoutMs);
      done.signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
      abort?.addEventListener("abort", () => fail(abort.reason as Error), { once: true, signal: done.signal });
      this.on(
        "connected",
        () => {
          done.abort();
          resolve();
        },
        { signal: done.signal },
      );
    });
  }
}

const readAnswer = <C extends ClientCall>(name: C, answer: unknown): CallResult<C> => {
  if (typeof answer !== "object" || answer === null || !("ok" in answer)) throw new TfxError("protocol/invalid", { call: name });
  if (answer.ok !== true) throw TfxError.fromWire(wireError.safeParse(answer).data);
  const result = clientCalls[name].result.safeParse("value" in answer ? answer.value : undefined);
  if (!result.success) throw new TfxError("protocol/invalid", { call: name }, { cause: result.error });
  return result.data as CallResult<C>;
};
