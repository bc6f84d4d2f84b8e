import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { broadcastGrant, renewGrant } from "./broadcasts/broadcast-grant.ts";
import { openHttpServer } from "./http/http-server.ts";
import { iceServersFor } from "./ice/ice-servers.ts";
import { AddressLimits } from "./limits/address-limits.ts";
import { Metrics } from "./metrics/metrics.ts";
import { LiveRooms } from "./rooms/live-rooms.ts";
import { ResumeTokens } from "./rooms/resume-token.ts";
import { MemoryRoomStore } from "./rooms/room-store.ts";
import { withDefaults, type GivenOptions, type ServerOptions } from "./server-options.ts";
import { createCalls } from "./sockets/calls.ts";
import { createDispatch } from "./sockets/dispatch.ts";
import { createSocketServer, type SocketServer } from "./sockets/socket-server.ts";
import { version } from "./version.ts";

/** A running signalling server. */
export interface SignallingServer extends AsyncDisposable {
  /** Where it can be reached from this machine, or the configured public address. */
  readonly url: string;
  readonly port: number;
  /** Tells clients to come back, closes their sockets and stops listening. May be called twice. */
  close(): Promise<void>;
}

/** Gives places on the gateway, and new tokens for those that somebody has. */
const createGranting = ({ gatewaySecret, gatewayAsksViewers, broadcastHours }: ServerOptions, now: () => number) => {
  const granting = { secret: gatewaySecret, asksViewers: gatewayAsksViewers, lastsSeconds: Math.round(broadcastHours * 3_600) };
  return (renew: string | undefined) => (renew === undefined ? broadcastGrant(granting, now()) : renewGrant(renew, granting, now()));
};

/**
 * Starts a signalling server with rooms in memory. Resolves when it listens; port 0 takes any free one.
 */
export const createServer = async (given: GivenOptions = {}): Promise<SignallingServer> => {
  const options = withDefaults(given);
  const { log } = options;
  const now = Date.now;
  const onError = (error: unknown, call?: string): void => log.error({ err: error, call }, "internal error");
  const addresses = new AddressLimits(options.addressRates);
  const rooms = new LiveRooms({
    store: new MemoryRoomStore(),
    tokens: new ResumeTokens(options.secret),
    now,
    capacity: options.roomCapacity,
    maxRooms: options.maxRooms,
    graceMs: options.seatGraceMs,
    reloadGraceMs: options.reloadGraceMs,
    onPresence: (what, room, participant) => log.info({ room, participant }, what),
    onError,
  });
  let sockets: SocketServer | undefined;
  const metrics = new Metrics({ sockets: () => sockets?.count() ?? 0, rooms: () => rooms.counts });
  const https = options.publicUrl === undefined ? options.tls !== undefined : options.publicUrl.startsWith("https:");
  const app = await openHttpServer({ ...options, https, metrics, version: version });
  const iceServers = (participant: Parameters<typeof iceServersFor>[1]) => iceServersFor(options.ice, participant, now());
  const grantBroadcast = createGranting(options, now);
  sockets = createSocketServer({
    http: app.server,
    dispatch: createDispatch({
      calls: createCalls({ rooms, addresses, iceServers, grantBroadcast, now }),
      counters: metrics,
      now,
      onError,
    }),
    addresses,
    rates: options.socketRates,
    maxSockets: options.maxSockets,
    maxSocketsPerAddress: options.maxSocketsPerAddress,
    trustedProxies: options.trustedProxies,
    mayConnect: originCheck(options),
    heartbeat: options.heartbeat,
    now,
    onDrop: (connection, how) => rooms.drop(connection, how).catch(onError),
    onError,
    onClosed: (reason) => metrics.countClosed(reason),
    onRefused: (reason) => metrics.countRefusedSocket(reason),
  });
  await app.listen({ host: options.host, port: options.port });
  const { port } = app.server.address() as AddressInfo;
  const url = options.publicUrl ?? `${options.tls === undefined ? "http" : "https"}://${urlHost(options.host)}:${port}`;
  log.info({ url, port }, "listening");
  const shutDown = async (): Promise<void> => {
    rooms.close();
    await sockets?.close(options.retryAfterMs);
    await app.close();
    metrics.close();
    log.info("closed");
  };
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= shutDown());
  return { url, port, close, [Symbol.asyncDispose]: close };
};

const urlHost = (host: string): string => {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
};

/** Pages of other origins may connect unless the operator names those that may. Programs send no origin. */
const originCheck = ({ allowedOrigins, publicUrl }: ServerOptions) => {
  const allowed = new Set(allowedOrigins);
  return ({ headers: { origin, host } }: IncomingMessage): boolean => {
    if (allowed.size === 0 || origin === undefined || allowed.has(origin)) return true;
    return origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === host);
  };
};
