import { isIP } from "node:net";
import { TfxError } from "@tfx/protocol";

/** What an operator may set; see the table in this workspace's README. */
export interface TurnSettings {
  /** Shared with the signalling server, which makes the credentials of each participant from it. */
  readonly secret: string;
  readonly port: number;
  /** Addresses to listen on; none stands for all of the machine's. */
  readonly listenIps: readonly string[];
  /** Addresses that relayed packets leave from; none lets coturn use the one that the client reached. */
  readonly relayIps: readonly string[];
  /** Public address of a machine behind one-to-one NAT. */
  readonly externalIp: string | undefined;
  readonly minRelayPort: number;
  readonly maxRelayPort: number;
  readonly realm: string;
  /** Allocations at a time of one participant: each link takes one for every address and transport. */
  readonly userQuota: number;
  readonly totalQuota: number;
  /** Most that one allocation may carry in each direction. */
  readonly maxKbps: number;
  /** Certificate and key files of the TLS listener; without them there is none. */
  readonly tls: { readonly certFile: string; readonly keyFile: string; readonly port: number } | undefined;
  /** For tests alone: lets the relay reach 127.0.0.1 and ::1 of the machine it runs on. */
  readonly allowLoopbackPeers: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from environment variables.
 *
 * @throws {TfxError} config/invalid; its cause says what is wrong in words
 */
export const readTurnSettings = (env: Environment): TurnSettings => {
  const minRelayPort = readNumber(env, "TFX_TURN_MIN_PORT", { fallback: 49_152, least: 1_024, most: 65_535 });
  return {
    secret: readSecret(env),
    port: readNumber(env, "TFX_TURN_PORT", { fallback: 3_478, least: 1, most: 65_535 }),
    listenIps: readAddresses(env, "TFX_TURN_LISTEN_IP"),
    relayIps: readAddresses(env, "TFX_TURN_RELAY_IP"),
    externalIp: readAddresses(env, "TFX_TURN_EXTERNAL_IP")[0],
    minRelayPort,
    maxRelayPort: readNumber(env, "TFX_TURN_MAX_PORT", { fallback: 65_535, least: minRelayPort, most: 65_535 }),
    realm: readWord(env, "TFX_TURN_REALM", "tfx"),
    userQuota: readNumber(env, "TFX_TURN_USER_QUOTA", { fallback: 100, least: 1, most: 100_000 }),
    totalQuota: readNumber(env, "TFX_TURN_TOTAL_QUOTA", { fallback: 2_000, least: 1, most: 1_000_000 }),
    maxKbps: readNumber(env, "TFX_TURN_MAX_KBPS", { fallback: 8_000, least: 64, most: 10_000_000 }),
    tls: readTls(env),
    allowLoopbackPeers: readSwitch(env, "TFX_TURN_ALLOW_LOOPBACK_PEERS"),
  };
};

const wrong = (variable: string, reason: string): TfxError => new TfxError("config/invalid", { variable }, { cause: new Error(reason) });

const read = (env: Environment, variable: string): string | undefined => {
  const text = env[variable]?.trim();
  return text === "" ? undefined : text;
};

const readSecret = (env: Environment): string => {
  const secret = read(env, "TFX_TURN_SECRET");
  if (secret === undefined || secret.length < 16)
    throw wrong("TFX_TURN_SECRET", "must be at least 16 characters, the same as the server's");
  // The value becomes a line of coturn's configuration: nothing in it may end that line.
  if (!/^[\x21-\x7e]+$/.test(secret)) throw wrong("TFX_TURN_SECRET", "may hold printable ASCII characters without blanks only");
  return secret;
};

const readNumber = (env: Environment, variable: string, range: { fallback: number; least: number; most: number }): number => {
  const text = read(env, variable);
  if (text === undefined) return range.fallback;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= range.least && value <= range.most) return value;
  throw wrong(variable, `must be a whole number from ${range.least} to ${range.most}`);
};

const readAddresses = (env: Environment, variable: string): string[] => {
  const addresses = (read(env, variable) ?? "").split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
  const odd = addresses.find((address) => isIP(address) === 0);
  if (odd !== undefined) throw wrong(variable, `"${odd}" is not an IP address`);
  return addresses;
};

const readWord = (env: Environment, variable: string, fallback: string): string => {
  const word = read(env, variable) ?? fallback;
  if (!/^[\w.-]{1,64}$/.test(word)) throw wrong(variable, "may hold letters, digits, dots and hyphens only");
  return word;
};

const readTls = (env: Environment): TurnSettings["tls"] => {
  const certFile = read(env, "TFX_TURN_TLS_CERT_FILE");
  const keyFile = read(env, "TFX_TURN_TLS_KEY_FILE");
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined) throw wrong("TFX_TURN_TLS_CERT_FILE", "is missing while TFX_TURN_TLS_KEY_FILE is set");
  if (keyFile === undefined) throw wrong("TFX_TURN_TLS_KEY_FILE", "is missing while TFX_TURN_TLS_CERT_FILE is set");
  return { certFile, keyFile, port: readNumber(env, "TFX_TURN_TLS_PORT", { fallback: 5_349, least: 1, most: 65_535 }) };
};

const readSwitch = (env: Environment, variable: string): boolean => {
  const text = read(env, variable) ?? "0";
  if (text !== "0" && text !== "1") throw wrong(variable, "must be 0 or 1");
  return text === "1";
};
