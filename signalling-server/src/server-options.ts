import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { limits } from "@tfx/protocol";
import { pino, type Logger } from "pino";
import type { IceOptions } from "./ice/ice-servers.ts";
import type { AddressRates } from "./limits/address-limits.ts";
import type { SocketRates } from "./sockets/connection.ts";

/** All that a server can be told. Each field has a default; `docs/server.md` explains them. */
export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where people reach the server, when it is not where it listens. */
  readonly publicUrl: string | undefined;
  /** Origin at which browsers reach the gateway for broadcasts; undefined when there is none. */
  readonly gatewayUrl: string | undefined;
  /** The secret of the gateway at that origin: with it, people in rooms get tokens to publish there. */
  readonly gatewaySecret: string | undefined;
  /** Those who watch on that gateway need a token too. */
  readonly gatewayAsksViewers: boolean;
  /** How long a broadcast there may last: so long its tokens hold. */
  readonly broadcastHours: number;
  /** Further gateways that pages may publish to and play from. */
  readonly broadcastOrigins: readonly string[];
  /** Signs resume tokens; the same secret honours them after a restart. */
  readonly secret: string;
  /** PEM texts; with them the server speaks https. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** Folder of the built web app. */
  readonly webRoot: string;
  readonly roomCapacity: number;
  readonly maxRooms: number;
  readonly maxSockets: number;
  /** Most sockets that one address may hold at a time. */
  readonly maxSocketsPerAddress: number;
  readonly seatGraceMs: number;
  readonly reloadGraceMs: number;
  readonly ice: IceOptions;
  /** Origins of pages that may connect; empty for any. The server's own origin always may. */
  readonly allowedOrigins: readonly string[];
  /** Origins of pages that may show the app in a frame. */
  readonly frameAncestors: readonly string[];
  /** How many proxies in front of the server add to `X-Forwarded-For`. */
  readonly trustedProxies: number;
  readonly metricsToken: string | undefined;
  readonly socketRates: SocketRates;
  readonly addressRates: AddressRates;
  /** How often the server pings a socket, and how long it waits for the answer. */
  readonly heartbeat: { readonly intervalMs: number; readonly timeoutMs: number };
  /** What clients are told to wait when the server goes down on purpose. */
  readonly retryAfterMs: number;
  readonly log: Logger;
}

/** What is given of the options; the rest are defaults. */
export type GivenOptions = Partial<Omit<ServerOptions, "addressRates">> & { readonly addressRates?: Partial<AddressRates> };

/** The rates that hold unless configured: room for a full mesh and its bursts, and no more. */
export const defaultRates: { readonly socketRates: SocketRates; readonly addressRates: AddressRates } = {
  socketRates: {
    messages: { burst: 600, perSecond: 120 },
    calls: { burst: 20, perSecond: 5 },
    refusals: { burst: 40, perSecond: 0.5 },
  },
  addressRates: {
    sockets: { burst: 200, perSecond: 20 },
    joins: { burst: 200, perSecond: 20 },
    guesses: { burst: 20, perSecond: 0.2 },
    grants: { burst: 10, perSecond: 0.05 },
    bytes: { burst: 3 * 1_048_576, perSecond: 262_144 },
  },
};

/** The options with every default filled in. */
export const withDefaults = ({ addressRates, ...options }: GivenOptions): ServerOptions => ({
  host: "127.0.0.1",
  port: 0,
  publicUrl: undefined,
  gatewayUrl: undefined,
  gatewaySecret: undefined,
  gatewayAsksViewers: false,
  broadcastHours: 24,
  broadcastOrigins: [],
  secret: randomBytes(32).toString("base64url"),
  tls: undefined,
  webRoot: fileURLToPath(new URL("../../dist/web", import.meta.url)),
  roomCapacity: 8,
  maxRooms: 5_000,
  maxSockets: 10_000,
  maxSocketsPerAddress: 500,
  seatGraceMs: limits.seatGraceMs,
  reloadGraceMs: limits.reloadGraceMs,
  ice: { stunUrls: [], turn: undefined },
  allowedOrigins: [],
  frameAncestors: ["'none'"],
  trustedProxies: 0,
  metricsToken: undefined,
  ...defaultRates,
  heartbeat: { intervalMs: 20_000, timeoutMs: 12_000 },
  retryAfterMs: 1_000,
  log: pino({ level: "silent" }),
  ...options,
  addressRates: { ...defaultRates.addressRates, ...addressRates },
});
