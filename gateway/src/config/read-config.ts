import { TfxError } from "@tfx/protocol";
import { pino, type Logger } from "pino";
import { defaultRates, type GatewayLimits, type GatewayOptions } from "../gateway-options.ts";
import { environment as schema, variableNames, type Environment } from "./environment.ts";

export { variableNames };

const loopback = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/;
const gibibyte = 1024 ** 3;

const wrong = (variable: string): TfxError<"config/invalid"> => new TfxError("config/invalid", { variable });

const hooksOf = ({ TFX_GATEWAY_HOOKS: urls, TFX_GATEWAY_HOOK_SECRET: secret }: Environment): GatewayOptions["hooks"] => {
  if (urls.length === 0) return undefined;
  if (secret === undefined) throw wrong("TFX_GATEWAY_HOOK_SECRET");
  return { urls, secret };
};

const iceServersOf = (values: Environment): GatewayOptions["iceServers"] => {
  const [stunUrls, turnUrls] = [values.TFX_GATEWAY_STUN_URLS, values.TFX_GATEWAY_TURN_URLS];
  if (turnUrls.length > 0 && values.TFX_GATEWAY_TURN_SECRET === undefined) throw wrong("TFX_GATEWAY_TURN_SECRET");
  return stunUrls.length + turnUrls.length === 0 ? undefined : { stunUrls, turnUrls, turnSecret: values.TFX_GATEWAY_TURN_SECRET };
};

const limitsOf = (values: Environment): GatewayLimits => ({
  streams: values.TFX_GATEWAY_MAX_STREAMS,
  viewers: values.TFX_GATEWAY_MAX_VIEWERS,
  viewersPerStream: values.TFX_GATEWAY_MAX_VIEWERS_PER_STREAM,
  viewersPerAddress: values.TFX_GATEWAY_MAX_VIEWERS_PER_ADDRESS,
  connectionsPerAddress: values.TFX_GATEWAY_MAX_CONNECTIONS_PER_ADDRESS,
  bitsPerSecond: values.TFX_GATEWAY_MAX_KBPS * 1_000,
  diskBytes: values.TFX_GATEWAY_MAX_DISK_GIB * gibibyte,
  diskBytesPerStream: (values.TFX_GATEWAY_MAX_DISK_GIB_PER_STREAM ?? values.TFX_GATEWAY_MAX_DISK_GIB / 2) * gibibyte,
  freeDiskBytes: values.TFX_GATEWAY_FREE_DISK_GIB * gibibyte,
});

const check = (values: Environment): void => {
  // Whoever opens the gateway to others says who may publish, and who commands.
  const isExposed =
    !loopback.test(values.TFX_GATEWAY_HOST) || !loopback.test(values.TFX_GATEWAY_MEDIA_ADDRESS) || values.TFX_GATEWAY_TRUST_PROXY > 0;
  if (isExposed && values.TFX_GATEWAY_SECRET === undefined) throw wrong("TFX_GATEWAY_SECRET");
};

/** Of the server that runs beside us, and of our own processes. */
const others: ReadonlySet<string> = new Set(["TFX_GATEWAY_URL", "TFX_GATEWAY_WORKER"]);

/** A misspelt variable would be passed over in silence, and might have closed a door. */
const unknownNames = (given: Readonly<Record<string, string | undefined>>): readonly string[] =>
  Object.keys(given).filter((name) => name.startsWith("TFX_GATEWAY_") && !variableNames.includes(name) && !others.has(name));

/** Reads the environment. @throws {TfxError} config/invalid */
export const readConfig = (
  given: Readonly<Record<string, string | undefined>>,
  createLog: (level: string) => Logger = (level) => pino({ level }),
): GatewayOptions => {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== "")));
  if (!parsed.success) throw wrong(String(parsed.error.issues[0]?.path[0] ?? ""));
  const values = parsed.data;
  check(values);
  const log = createLog(values.TFX_LOG_LEVEL);
  const unknown = unknownNames(given);
  if (unknown.length > 0) log.warn({ variables: unknown }, "not known, and passed over");
  return {
    host: values.TFX_GATEWAY_HOST,
    port: values.TFX_GATEWAY_PORT,
    secret: values.TFX_GATEWAY_SECRET,
    adminSecret: values.TFX_GATEWAY_ADMIN_SECRET,
    metricsToken: values.TFX_GATEWAY_METRICS_TOKEN,
    openViewing: values.TFX_GATEWAY_OPEN_VIEWING === "yes",
    mediaAddress: values.TFX_GATEWAY_MEDIA_ADDRESS,
    mediaPorts: values.TFX_GATEWAY_MEDIA_PORTS,
    streamsPerWorker: values.TFX_GATEWAY_STREAMS_PER_WORKER,
    mostWorkers: values.TFX_GATEWAY_MAX_WORKERS,
    idleMs: values.TFX_GATEWAY_IDLE_SECONDS * 1_000,
    folder: values.TFX_GATEWAY_FOLDER,
    limits: limitsOf(values),
    rates: { ...defaultRates, requests: values.TFX_GATEWAY_RATE_REQUESTS },
    hooks: hooksOf(values),
    iceServers: iceServersOf(values),
    trustedProxies: values.TFX_GATEWAY_TRUST_PROXY,
    log,
  };
};
