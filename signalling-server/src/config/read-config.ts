import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { limits, TfxError } from "@tfx/protocol";
import { z } from "zod";
import { defaultRates, type GivenOptions } from "../server-options.ts";

/** What the environment says: the server's options, and what is not the server's own business. */
export interface Config {
  readonly server: GivenOptions;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "silent";
  /** What an operator should hear about at the start. */
  readonly warnings: readonly string[];
}

const list = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max)
    .meta({ expected: `a whole number from ${min} to ${max}` });

/** The shortest, a few seconds, is for trying out what happens at the end. */
const hours = z
  .string()
  .regex(/^\d{1,3}(?:\.\d{1,3})?$/)
  .transform(Number)
  .refine((value) => value >= 0.002 && value <= 720)
  .meta({ expected: "hours from 0.002 to 720, such as 24 or 0.5" });

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^(?:https?|chrome-extension|moz-extension):$/.test(new URL(text).protocol);

/** What goes into a policy may hold nothing but scheme, host and port. */
const isGateway = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && /^https?:\/\/[\w.:[\]-]+\/?$/i.test(text);

const origins = (expected: string) =>
  z
    .string()
    .transform(list)
    .refine((all) => all.every(isOrigin))
    .transform((all) => all.map((text) => text.replace(/\/$/, "")))
    .meta({ expected });

const iceUrls = (schemes: string) =>
  z
    .string()
    .transform(list)
    .refine((all) => all.length <= 8 && all.every((url) => new RegExp(`^(?:${schemes}):[^\\s,]{1,500}$`).test(url)))
    .meta({ expected: `up to 8 addresses such as ${schemes.split("|")[0]}:host:3478, separated by commas` });

const rate = z
  .string()
  .regex(/^\d{1,7}:\d{1,7}(?:\.\d{1,3})?$/)
  .transform((text) => text.split(":").map(Number))
  .transform(([burst = 0, perSecond = 0]) => ({ burst, perSecond }))
  .refine(({ burst, perSecond }) => burst >= 1 && perSecond > 0)
  .meta({ expected: "two numbers, burst:perSecond, such as 200:20" });

const file = z
  .string()
  .transform((path, context) => {
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      context.addIssue({ code: "custom", message: String(error) });
      return z.NEVER;
    }
  })
  .meta({ expected: "the path of a PEM file that can be read" });

const secret = z
  .string()
  .min(32)
  .meta({ expected: "at least 32 characters that nobody can guess, such as the output of: openssl rand -base64 32" });

/** Every variable, by name. `docs/server.md` has the same table for people. */
const variables = {
  TFX_HOST: z.string().min(1).max(255).default("127.0.0.1").meta({ expected: "an address of this machine, such as 0.0.0.0" }),
  TFX_PORT: whole(0, 65_535).default(3_000),
  TFX_PUBLIC_URL: z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).pathname === "/")
    .transform((text) => new URL(text).origin)
    .optional()
    .meta({ expected: "an address without a path, such as https://call.example" }),
  TFX_GATEWAY_URL: z
    .string()
    .refine(isGateway)
    .transform((text) => new URL(text).origin)
    .optional()
    .meta({ expected: "an address without a path, such as https://live.example" }),
  TFX_GATEWAY_SECRET: secret.optional(),
  TFX_GATEWAY_OPEN_VIEWING: z.enum(["yes", "no"]).default("yes"),
  TFX_BROADCAST_HOURS: hours.default(24),
  TFX_BROADCAST_ORIGINS: z
    .string()
    .transform(list)
    .refine((all) => all.length <= 16 && all.every(isGateway))
    .transform((all) => all.map((text) => new URL(text).origin))
    .default([])
    .meta({ expected: "up to 16 addresses such as https://live.example, separated by commas" }),
  TFX_SECRET: secret.optional(),
  TFX_TLS_CERT: file.optional(),
  TFX_TLS_KEY: file.optional(),
  TFX_STUN_URLS: iceUrls("stun|stuns").default(["stun:stun.l.google.com:19302"]),
  TFX_TURN_URLS: iceUrls("turn|turns").default([]),
  TFX_TURN_SECRET: z.string().min(16).optional().meta({ expected: "the secret of the TURN server, at least 16 characters" }),
  TFX_TURN_TTL_SECONDS: whole(60, 604_800).default(43_200),
  TFX_ROOM_CAPACITY: whole(2, limits.maxRoomCapacity).default(8),
  TFX_SEAT_GRACE_SECONDS: whole(1, 600).default(limits.seatGraceMs / 1_000),
  TFX_MAX_ROOMS: whole(1, 1_000_000).default(5_000),
  TFX_MAX_SOCKETS: whole(1, 1_000_000).default(10_000),
  TFX_MAX_SOCKETS_PER_ADDRESS: whole(1, 1_000_000).default(500),
  TFX_ALLOWED_ORIGINS: origins("origins such as https://call.example, separated by commas").default([]),
  TFX_FRAME_ANCESTORS: origins("origins of pages that may embed the app, separated by commas").default([]),
  TFX_TRUST_PROXY: whole(0, 9).default(0),
  TFX_METRICS_TOKEN: z.string().min(16).optional().meta({ expected: "at least 16 characters" }),
  TFX_WEB_ROOT: z
    .string()
    .min(1)
    .refine((folder) => existsSync(join(folder, "index.html")))
    .optional()
    .meta({ expected: "the folder of the built web app, with its index.html" }),
  TFX_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  TFX_RATE_MESSAGES: rate.default(defaultRates.socketRates.messages),
  TFX_RATE_CALLS: rate.default(defaultRates.socketRates.calls),
  TFX_RATE_REFUSALS: rate.default(defaultRates.socketRates.refusals),
  TFX_RATE_ADDRESS_SOCKETS: rate.default(defaultRates.addressRates.sockets),
  TFX_RATE_ADDRESS_JOINS: rate.default(defaultRates.addressRates.joins),
  TFX_RATE_ADDRESS_GUESSES: rate.default(defaultRates.addressRates.guesses),
  TFX_RATE_ADDRESS_BYTES: rate.default(defaultRates.addressRates.bytes),
  NODE_ENV: z.string().optional(),
};
const schema = z.object(variables);

type Values = z.output<typeof schema>;

/** Names of all variables, for the test that compares them with the documentation. */
export const variableNames = Object.keys(variables);

/**
 * Reads the configuration from environment variables. An empty one counts as not set, except that no STUN
 * servers are an answer too.
 *
 * @throws {TfxError} config/invalid, whose cause says in one line what is expected.
 */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const isGiven = ([name, value]: [string, string | undefined]) => value !== undefined && (value !== "" || name === "TFX_STUN_URLS");
  const given = Object.fromEntries(Object.entries(environment).filter(isGiven));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw wrongVariable(String(parsed.error.issues[0]?.path[0] ?? ""));
  const values = parsed.data;
  requireTogether(values, ["TFX_TLS_CERT", "TFX_TLS_KEY"]);
  if (values.TFX_TURN_URLS.length > 0 && values.TFX_TURN_SECRET === undefined) throw wrongVariable("TFX_TURN_SECRET");
  if (values.NODE_ENV === "production" && values.TFX_SECRET === undefined) throw wrongVariable("TFX_SECRET");
  return { server: optionsOf(values), logLevel: values.TFX_LOG_LEVEL, warnings: [...warningsOf(values), ...unknownNames(given)] };
};

const requireTogether = (values: Values, names: readonly (keyof Values)[]): void => {
  const missing = names.find((name) => values[name] === undefined);
  if (missing !== undefined && names.some((name) => values[name] !== undefined)) throw wrongVariable(missing);
};

/** The value itself is never repeated: it may be a secret. */
const wrongVariable = (variable: string): TfxError<"config/invalid"> => {
  const expected = variable in variables ? expectedOf(variables[variable as keyof typeof variables]) : "another value";
  return new TfxError("config/invalid", { variable }, { cause: new Error(`${variable} is missing or wrong: expected ${expected}.`) });
};

const expectedOf = (variable: z.ZodType): string => {
  for (let type: z.ZodType | undefined = variable; type !== undefined; type = innerOf(type)) {
    const expected = type.meta()?.["expected"];
    if (typeof expected === "string") return expected;
    if (type instanceof z.ZodEnum) return `one of ${type.options.join(", ")}`;
  }
  return "another value";
};

const innerOf = (type: z.ZodType): z.ZodType | undefined => {
  const inner = type instanceof z.ZodDefault || type instanceof z.ZodOptional ? type.unwrap() : undefined;
  return inner instanceof z.ZodType ? inner : undefined;
};

const optionsOf = (values: Values): GivenOptions => ({
  host: values.TFX_HOST,
  port: values.TFX_PORT,
  publicUrl: values.TFX_PUBLIC_URL,
  gatewayUrl: values.TFX_GATEWAY_URL,
  gatewaySecret: values.TFX_GATEWAY_SECRET,
  gatewayAsksViewers: values.TFX_GATEWAY_OPEN_VIEWING === "no",
  broadcastHours: values.TFX_BROADCAST_HOURS,
  broadcastOrigins: values.TFX_BROADCAST_ORIGINS,
  ...(values.TFX_SECRET === undefined ? {} : { secret: values.TFX_SECRET }),
  tls:
    values.TFX_TLS_CERT === undefined || values.TFX_TLS_KEY === undefined
      ? undefined
      : { cert: values.TFX_TLS_CERT, key: values.TFX_TLS_KEY },
  ...(values.TFX_WEB_ROOT === undefined ? {} : { webRoot: resolve(values.TFX_WEB_ROOT) }),
  roomCapacity: values.TFX_ROOM_CAPACITY,
  seatGraceMs: values.TFX_SEAT_GRACE_SECONDS * 1_000,
  maxRooms: values.TFX_MAX_ROOMS,
  maxSockets: values.TFX_MAX_SOCKETS,
  maxSocketsPerAddress: values.TFX_MAX_SOCKETS_PER_ADDRESS,
  ice: {
    stunUrls: values.TFX_STUN_URLS,
    turn:
      values.TFX_TURN_SECRET === undefined || values.TFX_TURN_URLS.length === 0
        ? undefined
        : { urls: values.TFX_TURN_URLS, secret: values.TFX_TURN_SECRET, ttlSeconds: values.TFX_TURN_TTL_SECONDS },
  },
  allowedOrigins: values.TFX_ALLOWED_ORIGINS,
  frameAncestors: values.TFX_FRAME_ANCESTORS.length === 0 ? ["'none'"] : values.TFX_FRAME_ANCESTORS,
  trustedProxies: values.TFX_TRUST_PROXY,
  metricsToken: values.TFX_METRICS_TOKEN,
  socketRates: { messages: values.TFX_RATE_MESSAGES, calls: values.TFX_RATE_CALLS, refusals: values.TFX_RATE_REFUSALS },
  addressRates: {
    sockets: values.TFX_RATE_ADDRESS_SOCKETS,
    joins: values.TFX_RATE_ADDRESS_JOINS,
    guesses: values.TFX_RATE_ADDRESS_GUESSES,
    bytes: values.TFX_RATE_ADDRESS_BYTES,
  },
});

/** A misspelt variable would be passed over in silence. Those of the gateway, which runs beside us, are its own. */
const unknownNames = (given: Record<string, unknown>): string[] => {
  const isOurs = (name: string): boolean => name.startsWith("TFX_") && !name.startsWith("TFX_GATEWAY_");
  const unknown = Object.keys(given).filter((name) => isOurs(name) && !(name in variables));
  return unknown.length === 0 ? [] : [`Not known, and passed over: ${unknown.join(", ")}.`];
};

const warningsOf = (values: Values): string[] =>
  values.TFX_SECRET === undefined
    ? ["TFX_SECRET is not set: a random one is used, so calls will not be resumed after a restart of the server."]
    : [];
