import { z } from "zod";
import { defaultRates } from "../gateway-options.ts";

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max);

const ports = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/)
  .transform((text): readonly [number, number] => {
    const [from = 0, to = 0] = text.split("-").map(Number);
    return [from, to];
  })
  .refine(([from, to]) => from <= to && to <= 65_535);

const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

const urls = (schemes: RegExp) => list.refine((all) => all.length <= 8 && all.every((url) => schemes.test(url) && !/\s/.test(url)));

const rate = z
  .string()
  .regex(/^\d{1,7}:\d{1,7}(?:\.\d{1,3})?$/)
  .transform((text) => text.split(":").map(Number))
  .transform(([burst = 0, perSecond = 0]) => ({ burst, perSecond }))
  .refine(({ burst, perSecond }) => burst >= 1 && perSecond > 0);

/** Every variable, by name. `docs/gateway.md` has the same table for people. */
const variables = {
  TFX_GATEWAY_HOST: z.string().min(1).max(255).default("127.0.0.1"),
  TFX_GATEWAY_PORT: whole(0, 65_535).default(3_100),
  TFX_GATEWAY_SECRET: z.string().min(32).optional(),
  TFX_GATEWAY_ADMIN_SECRET: z.string().min(32).optional(),
  TFX_GATEWAY_METRICS_TOKEN: z.string().min(16).optional(),
  TFX_GATEWAY_OPEN_VIEWING: z.enum(["yes", "no"]).default("yes"),
  TFX_GATEWAY_MEDIA_ADDRESS: z.ipv4().default("127.0.0.1"),
  TFX_GATEWAY_MEDIA_PORTS: ports.optional(),
  TFX_GATEWAY_STREAMS_PER_WORKER: whole(1, 64).default(4),
  TFX_GATEWAY_MAX_WORKERS: whole(1, 64).default(4),
  TFX_GATEWAY_IDLE_SECONDS: whole(1, 86_400).default(30),
  TFX_GATEWAY_FOLDER: z.string().min(1).optional(),
  TFX_GATEWAY_MAX_STREAMS: whole(1, 4_096).default(16),
  TFX_GATEWAY_MAX_VIEWERS: whole(1, 1_000_000).default(2_000),
  TFX_GATEWAY_MAX_VIEWERS_PER_STREAM: whole(1, 1_000_000).default(1_000),
  TFX_GATEWAY_MAX_VIEWERS_PER_ADDRESS: whole(1, 1_000_000).default(200),
  TFX_GATEWAY_MAX_CONNECTIONS_PER_ADDRESS: whole(1, 1_000_000).default(800),
  TFX_GATEWAY_MAX_KBPS: whole(100, 100_000).default(4_000),
  TFX_GATEWAY_MAX_DISK_GIB: whole(1, 1_000_000).default(10),
  TFX_GATEWAY_MAX_DISK_GIB_PER_STREAM: whole(1, 1_000_000).optional(),
  TFX_GATEWAY_FREE_DISK_GIB: whole(0, 1_000_000).default(1),
  TFX_GATEWAY_RATE_REQUESTS: rate.default(defaultRates.requests),
  TFX_GATEWAY_HOOKS: urls(/^https?:\/\//).default([]),
  TFX_GATEWAY_HOOK_SECRET: z.string().min(16).optional(),
  TFX_GATEWAY_STUN_URLS: urls(/^stuns?:/).default([]),
  TFX_GATEWAY_TURN_URLS: urls(/^turns?:/).default([]),
  TFX_GATEWAY_TURN_SECRET: z.string().min(16).optional(),
  TFX_GATEWAY_TRUST_PROXY: whole(0, 9).default(0),
  TFX_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
};

/** The environment as the gateway reads it. */
export const environment = z.object(variables);
/** The environment, read. */
export type Environment = z.output<typeof environment>;

/** Names of all variables, for the test that compares them with the documentation. */
export const variableNames = Object.keys(variables);
