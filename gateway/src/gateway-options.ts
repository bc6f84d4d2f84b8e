import type { Logger } from "pino";
import type { Rate } from "./access/address-limits.ts";
import type { IceServers } from "./access/ice-servers.ts";

/** What a gateway lets happen at most. */
export interface GatewayLimits {
  readonly streams: number;
  /** Of all streams together. */
  readonly viewers: number;
  readonly viewersPerStream: number;
  /** From one address, of all streams; those of this machine are not counted. */
  readonly viewersPerAddress: number;
  /** That one address holds open; those of this machine are not counted. Through proxies: requests at a time. */
  readonly connectionsPerAddress: number;
  /** Of one publisher, in bits a second. */
  readonly bitsPerSecond: number;
  /** Bytes of everything that is recorded. */
  readonly diskBytes: number;
  /** Bytes of what is recorded of one stream. */
  readonly diskBytesPerStream: number;
  /** Bytes that recordings leave free. */
  readonly freeDiskBytes: number;
}

/** What a gateway is started with. */
export interface GatewayOptions {
  readonly host: string;
  /** 0 is any free one. */
  readonly port: number;
  /** Signs tokens; without one, everybody may publish. */
  readonly secret: string | undefined;
  /** Nobody needs a token to watch. */
  readonly openViewing: boolean;
  /** Address at which publishers and viewers reach us over UDP. */
  readonly mediaAddress: string;
  readonly mediaPorts: readonly [number, number] | undefined;
  readonly log: Logger;
  readonly streamsPerWorker?: number;
  readonly mostWorkers?: number;
  /** A publisher of whom nothing at all comes for this long is gone; 2.5 seconds when not given. */
  readonly silentMs?: number;
  /** A stream nobody publishes for this long is over. */
  readonly idleMs?: number;
  /** Where recordings go; undefined: nothing is written. */
  readonly folder?: string | undefined;
  readonly limits?: Partial<GatewayLimits>;
  readonly rates?: Partial<AddressRates>;
  /** The operator's key to the API; without one, and without tokens, everybody is the operator. */
  readonly adminSecret?: string | undefined;
  readonly metricsToken?: string | undefined;
  /** Who is told of what happens here, and what that is signed with. */
  readonly hooks?: { readonly urls: readonly string[]; readonly secret: string } | undefined;
  readonly iceServers?: IceServers | undefined;
  /** How many proxies in front of the gateway add to `X-Forwarded-For`. */
  readonly trustedProxies?: number;
}

/** What one address may do. */
export interface AddressRates {
  /** Requests that begin, change or end something: WHIP, WHEP and the API. */
  readonly requests: Rate;
}

/** What an address may do without anybody being told. */
export const defaultRates: AddressRates = { requests: { burst: 60, perSecond: 5 } };

/** What a gateway does without being told. */
export const defaultLimits: GatewayLimits = {
  streams: 16,
  viewers: 2_000,
  viewersPerStream: 1_000,
  viewersPerAddress: 200,
  connectionsPerAddress: 800,
  bitsPerSecond: 4_000_000,
  diskBytes: 10 * 1024 ** 3,
  diskBytesPerStream: 5 * 1024 ** 3,
  freeDiskBytes: 1024 ** 3,
};
