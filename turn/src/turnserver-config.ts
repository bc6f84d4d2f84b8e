import { deniedPeers } from "./denied-peers.ts";
import type { TurnSettings } from "./turn-settings.ts";

/** The text of coturn's configuration file for the settings; its own files go into the folder. */
export const turnserverConfig = (settings: TurnSettings, folder: string): string =>
  [
    ...listeners(settings),
    ...credentials(settings),
    ...quotas(settings),
    ...peers(settings),
    // Nothing but relaying of UDP: no shell, no web page, no relaying of TCP to other services.
    "no-cli",
    "no-tcp-relay",
    "fingerprint",
    "no-software-attribute",
    "no-rfc5780",
    "no-stun-backward-compatibility",
    "response-origin-only-with-rfc5780",
    "log-file=stdout",
    "simple-log",
    `pidfile=${folder}/turnserver.pid`,
    `userdb=${folder}/turndb`,
    "",
  ].join("\n");

const listeners = (settings: TurnSettings): string[] => [
  `listening-port=${settings.port}`,
  ...settings.listenIps.map((address) => `listening-ip=${address}`),
  ...settings.relayIps.map((address) => `relay-ip=${address}`),
  ...(settings.externalIp === undefined ? [] : [`external-ip=${settings.externalIp}`]),
  `min-port=${settings.minRelayPort}`,
  `max-port=${settings.maxRelayPort}`,
  ...tlsListener(settings.tls),
];

const tlsListener = (tls: TurnSettings["tls"]): string[] =>
  tls === undefined
    ? ["no-tls", "no-dtls"]
    : [`tls-listening-port=${tls.port}`, `cert=${tls.certFile}`, `pkey=${tls.keyFile}`, "no-tlsv1", "no-tlsv1_1"];

// Credentials of limited life (draft-uberti-behave-turn-rest): `<expiry>:<id>` and an HMAC of it.
const credentials = (settings: TurnSettings): string[] => [
  "use-auth-secret",
  `static-auth-secret=${settings.secret}`,
  `realm=${settings.realm}`,
  "stale-nonce=600",
];

const quotas = (settings: TurnSettings): string[] => [
  `user-quota=${settings.userQuota}`,
  `total-quota=${settings.totalQuota}`,
  `max-bps=${Math.ceil((settings.maxKbps * 1_000) / 8)}`,
];

const peers = (settings: TurnSettings): string[] => [
  "no-multicast-peers",
  ...deniedPeers.map((range) => `denied-peer-ip=${range}`),
  // An allowed address wins over the denied ranges.
  ...(settings.allowLoopbackPeers ? ["allow-loopback-peers", "allowed-peer-ip=127.0.0.1", "allowed-peer-ip=::1"] : []),
];
