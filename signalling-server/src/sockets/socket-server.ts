import type { IncomingMessage, Server as HttpServer } from "node:http";
import type { Socket as NetSocket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { limits } from "@tfx/protocol";
import { Server, type Socket } from "socket.io";
import type { AddressLimits } from "../limits/address-limits.ts";
import { remoteAddress } from "../limits/remote-address.ts";
import { refuse } from "../rooms/refusal.ts";
import { Connection, type SocketRates } from "./connection.ts";
import type { Dispatch } from "./dispatch.ts";
import { closeReason, FrameGuard } from "./frame-guard.ts";

type EngineSocket = Socket["conn"];

/** What the socket server stands on. */
export interface SocketServerOptions {
  readonly http: HttpServer;
  readonly dispatch: Dispatch;
  readonly addresses: AddressLimits;
  readonly rates: SocketRates;
  readonly maxSockets: number;
  readonly trustedProxies: number;
  readonly mayConnect: (request: IncomingMessage) => boolean;
  readonly heartbeat: { readonly intervalMs: number; readonly timeoutMs: number };
  readonly now: () => number;
  /** `onPurpose`: the page said that it is closing, as pages do before a reload too. */
  readonly onDrop: (connection: Connection, how: { onPurpose: boolean }) => Promise<void>;
  readonly onClosed: (reason: string) => void;
  readonly onRefused: (reason: "origin" | "busy" | "address-rate") => void;
}

/** The sockets of a server. */
export interface SocketServer {
  readonly count: () => number;
  /** Tells all clients when to come back, and closes their sockets. */
  close(retryAfterMs: number): Promise<void>;
}

/** How long a client that opens a WebSocket may take to speak socket.io on it. */
const connectTimeoutMs = 10_000;
/** How long clients get to read the last words before the sockets are cut. */
const lastWordsMs = 150;
const pollMs = 10;

/** Accepts WebSockets on an HTTP server, and hands what they say to the dispatch. */
export const createSocketServer = (options: SocketServerOptions): SocketServer => {
  const door = new Door(options);
  const io = new Server(options.http, {
    transports: ["websocket"],
    allowUpgrades: false,
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    maxHttpBufferSize: limits.maxSocketMessageBytes,
    pingInterval: options.heartbeat.intervalMs,
    pingTimeout: options.heartbeat.timeoutMs,
    connectTimeout: connectTimeoutMs,
    allowRequest: (request, answer) => {
      const problem = door.problemOf(request, io.engine.clientsCount);
      if (problem !== undefined) options.onRefused(problem);
      answer(problem, problem === undefined);
    },
  });
  const guards = new WeakMap<EngineSocket, FrameGuard>();
  const wires = new WeakMap<EngineSocket, NetSocket>();
  io.engine.on("connection", (conn: EngineSocket) => {
    const guard = new FrameGuard(conn, options.rates.messages, options.now);
    guards.set(conn, guard);
    wires.set(conn, conn.request.socket);
    conn.once("close", (reason, error) => options.onClosed(closeReason(guard, reason, error)));
  });
  // Engine.IO writes the frames that wait for one socket one by one; held together they cost one system call.
  io.engine.on("flush", (conn: EngineSocket, packets: readonly unknown[]) => {
    if (packets.length > 1) wires.get(conn)?.cork();
  });
  io.engine.on("drain", (conn: EngineSocket) => wires.get(conn)?.uncork());
  io.use((socket, next) => {
    const retryAfterMs = door.waitMs(socket.request);
    if (retryAfterMs === 0) return next();
    const { code, details } = refuse("rate/limited", { retryAfterMs });
    options.onRefused("address-rate");
    next(Object.assign(new Error(code), { data: { code, details } }));
    void setTimeout(lastWordsMs).then(() => socket.conn.close());
  });
  io.on("connection", (socket) => {
    const guard = guards.get(socket.conn);
    if (guard !== undefined) accept(socket, { guard, address: door.addressOf(socket.request), options });
  });
  return { count: () => io.engine.clientsCount, close: (retryAfterMs) => closeAll(io, retryAfterMs) };
};

/** Decides which requests may become sockets. */
class Door {
  readonly #options: SocketServerOptions;
  readonly #waits = new WeakMap<IncomingMessage, number>();

  constructor(options: SocketServerOptions) {
    this.#options = options;
  }

  problemOf(request: IncomingMessage, sockets: number): "origin" | "busy" | "address-rate" | undefined {
    const { maxSockets, mayConnect, addresses, now } = this.#options;
    if (sockets >= maxSockets) return "busy";
    if (!mayConnect(request)) return "origin";
    const address = this.addressOf(request);
    const waitMs = addresses.take("sockets", address, now());
    if (addresses.isExhausted("sockets", address)) return "address-rate";
    if (waitMs > 0) this.#waits.set(request, waitMs);
    return undefined;
  }

  /** How long a request that was over its address's rate must wait: it is told so, then closed. */
  waitMs(request: IncomingMessage): number {
    return this.#waits.get(request) ?? 0;
  }

  addressOf(request: IncomingMessage): string {
    const forwarded = request.headers["x-forwarded-for"];
    return remoteAddress({
      peer: request.socket.remoteAddress,
      forwardedFor: Array.isArray(forwarded) ? forwarded.join(",") : forwarded,
      trustedProxies: this.#options.trustedProxies,
    });
  }
}

const accept = (
  socket: Socket,
  { guard, address, options }: { guard: FrameGuard; address: string; options: SocketServerOptions },
): void => {
  guard.opened = true;
  const connection = new Connection({ socket, guard, address, rates: options.rates });
  releaseHandshake(socket);
  socket.onAny((name: unknown, ...args: unknown[]) => options.dispatch(connection, name, args));
  socket.on("disconnect", (reason) =>
    connection.enqueue(() => options.onDrop(connection, { onPurpose: reason === "client namespace disconnect" })),
  );
};

/**
 * The request that a WebSocket began with, its headers and their copies are most of what an idle
 * socket holds on to. Nothing reads them any more (socket.io, "Memory usage"). Nor does anybody use
 * the room of its own that socket.io puts each socket into.
 */
const releaseHandshake = (socket: Socket): void => {
  for (const holder of [socket.conn, socket.client]) Reflect.set(holder, "request", undefined);
  Reflect.set(socket, "handshake", undefined);
  void socket.nsp.adapter.delAll(socket.id);
};

const closeAll = async (io: Server, retryAfterMs: number): Promise<void> => {
  for (const socket of io.sockets.sockets.values()) socket.emit("server.closing", { retryAfterMs });
  for (let waitedMs = 0; waitedMs < lastWordsMs && io.engine.clientsCount > 0; waitedMs += pollMs) await setTimeout(pollMs);
  io.engine.close();
};
