import { z } from "zod";
import { TfxError } from "@tfx/protocol";
import { pino, type Logger } from "pino";
import type { GatewayOptions } from "../gateway-options.ts";

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value <= 65_535);

const ports = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/)
  .transform((text): readonly [number, number] => {
    const [from = 0, to = 0] = text.split("-").map(Number);
    return [from, to];
  })
  .refine(([from, to]) => from <= to && to <= 65_535);

/** Every variable, by name. `docs/gateway.md` has the same table for people. */
const variables = z.object({
  TFX_GATEWAY_HOST: z.string().min(1).max(255).default("127.0.0.1"),
  TFX_GATEWAY_PORT: port.default(3_100),
  TFX_GATEWAY_SECRET: z.string().min(32).optional(),
  TFX_GATEWAY_OPEN_VIEWING: z.enum(["yes", "no"]).default("yes"),
  TFX_GATEWAY_MEDIA_ADDRESS: z.ipv4().default("127.0.0.1"),
  TFX_GATEWAY_MEDIA_PORTS: ports.optional(),
  TFX_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

const loopback = /^(?:127\.|::1$|localhost$)/;

/** Reads the environment. @throws {TfxError} config/invalid */
export const readConfig = (
  environment: Readonly<Record<string, string | undefined>>,
  createLog: (level: string) => Logger = (level) => pino({ level }),
): GatewayOptions => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw new TfxError("config/invalid", { variable: String(parsed.error.issues[0]?.path[0] ?? "") });
  const { data } = parsed;
  // Whoever opens the gateway to others says who may publish.
  if (!loopback.test(data.TFX_GATEWAY_HOST) && data.TFX_GATEWAY_SECRET === undefined)
    throw new TfxError("config/invalid", { variable: "TFX_GATEWAY_SECRET" });
  return {
    host: data.TFX_GATEWAY_HOST,
    port: data.TFX_GATEWAY_PORT,
    secret: data.TFX_GATEWAY_SECRET,
    openViewing: data.TFX_GATEWAY_OPEN_VIEWING === "yes",
    mediaAddress: data.TFX_GATEWAY_MEDIA_ADDRESS,
    mediaPorts: data.TFX_GATEWAY_MEDIA_PORTS,
    log: createLog(data.TFX_LOG_LEVEL),
  };
};
