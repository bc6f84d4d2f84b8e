import type { IncomingMessage, Server as HttpServer } from "node:http";
import type { Socket as NetSocket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { limits } from "@tfx/protocol";
import { Server, type Socket } from "socket.io";
import type { AddressLimits } from "../limits/address-limits.ts";
import { remoteAddress } from "../limits/remote-address.ts";
import { refuse, type Refusal } from "../rooms/refusal.ts";
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
  readonly maxSocketsPerAddress: number;
  readonly trustedProxies: number;
  readonly mayConnect: (request: IncomingMessage) => boolean;
  readonly heartbeat: { readonly intervalMs: number; readonly timeoutMs: number };
  readonly now: () => number;
  /** `onPurpose`: the page said that it is closing, as pages do before a reload too. */
  readonly onDrop: (connection: Connection, how: { onPurpose: boolean }) => Promise<void>;
  readonly onClosed: (reason: string) => void;
  readonly onError: (error: unknown) => void;
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
/** How long the other end may take to close a socket that it was at fault with. */
const closingMs = 1_000;
/** When to come back for whose address holds as many sockets as it may. */
const fullAddressMs = 10_000;
/** Sockets beyond the limit that are let in just to be told that the server is busy. */
const spareSockets = 50;

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
      const isWelcome = door.isWelcome(request, io.engine.clientsCount);
      answer(isWelcome ? undefined : "refused", isWelcome);
    },
  });
  acceptSockets(io, watchFrames(io, door, options), options);
  return { count: () => io.engine.clientsCount, close: (retryAfterMs) => closeAll(io, retryAfterMs) };
};

/** Decides which requests may become sockets. */
class Door {
  readonly #options: SocketServerOptions;
  readonly #refusals = new WeakMap<IncomingMessage, Refusal>();

  constructor(options: SocketServerOptions) {
    this.#options = options;
  }

  /** Whether a request becomes a socket at all, be it only to be told why it may not stay. */
  isWelcome(request: IncomingMessage, sockets: number): boolean {
    const { maxSockets, maxSocketsPerAddress, mayConnect, addresses, now, onRefused } = this.#options;
    if (!mayConnect(request)) {
      onRefused("origin");
      return false;
    }
    const address = this.addressOf(request);
    const open = addresses.openSockets(address);
    const retryAfterMs = Math.max(addresses.take("sockets", address, now()), open >= maxSocketsPerAddress ? fullAddressMs : 0);
    const isBusy = sockets >= maxSockets;
    if (!isBusy && retryAfterMs === 0) return true;
    onRefused(isBusy ? "busy" : "address-rate");
    this.#refusals.set(request, isBusy ? refuse("server/busy", {}) : refuse("rate/limited", { retryAfterMs }));
    return sockets < maxSockets + spareSockets && open < maxSocketsPerAddress + spareSockets && !addresses.isExhausted("sockets", address);
  }

  /** Why a socket may not stay; `undefined` when it may. */
  refusalOf(request: IncomingMessage): Refusal | undefined {
    return this.#refusals.get(request);
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

type Guards = WeakMap<EngineSocket, FrameGuard>;

/** Runs what one socket set off. A bug must not become an uncaught exception: it costs this socket alone. */
const contain = (conn: EngineSocket, onError: (error: unknown) => void, run: () => void): void => {
  try {
    run();
  } catch (error) {
    onError(error);
    conn.close(true);
  }
};

/** Guards every WebSocket from its first frame to its end. One set of listeners serves all: idle sockets hold none. */
const watchFrames = (io: Server, door: Door, { rates, addresses, now, onClosed, onError }: SocketServerOptions): Guards => {
  const guards: Guards = new WeakMap();
  function onPacket(this: EngineSocket, packet: { data?: unknown }): void {
    contain(this, onError, () => guards.get(this)?.handleFrame(this, packet, now()));
  }
  function onClose(this: EngineSocket, reason: string, error: unknown): void {
    const guard = guards.get(this);
    if (guard === undefined) return;
    addresses.countSocket(guard.address, -1);
    onClosed(closeReason(guard, reason, error));
    if (reason !== "transport close") void setTimeout(closingMs, undefined, { ref: false }).then(() => guard.wire.destroy());
  }
  io.engine.on("connection", (conn: EngineSocket) => {
    contain(conn, onError, () => {
      const { request } = conn;
      const [address, refusal] = [door.addressOf(request), door.refusalOf(request)];
      guards.set(conn, new FrameGuard({ wire: request.socket, address, refusal, rate: rates.messages, addresses }, now()));
      addresses.countSocket(address, 1);
      conn.on("packet", onPacket);
      conn.on("close", onClose);
    });
  });
  // Engine.IO writes the frames that wait for one socket one by one; held together they cost one system
  // call. Both events come from one synchronous flush.
  let held: NetSocket | undefined;
  io.engine.on("flush", (conn: EngineSocket, packets: readonly unknown[]) => {
    if (packets.length < 2) return;
    held = guards.get(conn)?.wire;
    held?.cork();
  });
  io.engine.on("drain", () => {
    held?.uncork();
    held = undefined;
  });
  return guards;
};

/**
 * Hands everything that sockets say to the dispatch. Here too one set of listeners serves all. A WebSocket
 * carries one socket.io connection, once: what comes before, after or beside it closes the WebSocket.
 */
const acceptSockets = (io: Server, guards: Guards, { dispatch, rates, onDrop, onError }: SocketServerOptions): void => {
  function onAny(this: Socket, name: unknown, ...args: unknown[]): void {
    contain(this.conn, onError, () => dispatch(this.data as Connection, name, args));
  }
  function onDisconnect(this: Socket, reason: string): void {
    contain(this.conn, onError, () => {
      const connection = this.data as Connection;
      const onPurpose = reason === "client namespace disconnect";
      connection.enqueue(() => onDrop(connection, { onPurpose }));
      if (onPurpose) connection.guard.cut(this.conn, "client");
    });
  }
  io.use((socket, next) => contain(socket.conn, onError, () => knock(socket, guards.get(socket.conn), next)));
  io.on("connection", (socket) => {
    contain(socket.conn, onError, () => {
      const guard = guards.get(socket.conn);
      if (guard === undefined || guard.opened) return socket.conn.close(true);
      guard.opened = true;
      socket.data = new Connection({ socket, guard, rates });
      releaseHandshake(socket);
      socket.onAny(onAny);
      socket.on("disconnect", onDisconnect);
    });
  });
};

/** Lets a socket in, tells it why not, or closes it without a word when it asks a second time. */
const knock = ({ conn }: Socket, guard: FrameGuard | undefined, next: (error?: Error) => void): void => {
  if (guard === undefined) return conn.close(true);
  if (guard.knocked) return guard.cut(conn, "second-connect");
  guard.knocked = true;
  if (guard.refusal === undefined) return next();
  const { code, details } = guard.refusal;
  next(Object.assign(new Error(code), { data: { code, details } }));
  void setTimeout(lastWordsMs).then(() => conn.close());
};

/**
 * The request that a WebSocket began with, its headers and their copies are most of what an idle
 * socket holds on to. Nothing reads them any more (socket.io, "Memory usage"). Nor does anybody use
 * the room of its own that socket.io puts each socket into.
 */
const releaseHandshake = (socket: Socket): void => {
  for (const holder of [socket.conn, socket.client]) Reflect.set(holder, "request", undefined);
  Reflect.set(socket, "handshake", undefined);
  // oxlint-disable-next-line typescript/no-floating-promises -- the adapter in memory answers at once
  socket.nsp.adapter.delAll(socket.id);
};

const closeAll = async (io: Server, retryAfterMs: number): Promise<void> => {
  for (const socket of io.sockets.sockets.values()) socket.emit("server.closing", { retryAfterMs });
  for (let waitedMs = 0; waitedMs < lastWordsMs && io.engine.clientsCount > 0; waitedMs += pollMs) await setTimeout(pollMs);
  io.engine.close();
};
