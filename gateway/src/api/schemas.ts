import { z } from "zod";

/** Names of streams: they stand in addresses and file names. */
export const streamName = z.string().regex(/^[\w-]{1,64}$/);

const count = z.int().min(0);

/** How an output is doing. */
export const output = z.object({
  id: z.string(),
  kind: z.string(),
  report: z.object({
    state: z.enum(["waiting", "running", "retrying", "failed", "ended"]),
    detail: z.string().optional(),
    writtenBytes: count.optional(),
  }),
});

/** What everybody may know of a stream. */
export const publicStream = z.object({
  stream: streamName,
  /** `planned`: it was announced; `break`: its publisher is away for the moment; `ended`: it can still be watched for a while. */
  state: z.enum(["planned", "live", "break", "ended"]),
  title: z.string().optional(),
  poster: z.string().optional(),
  startsAt: z.string().optional(),
  /** When it went on air. */
  since: z.string().optional(),
  viewers: count,
});
/** What everybody may know of a stream. */
export type PublicStream = z.output<typeof publicStream>;

/** What is on, and what comes. */
export const liveList = z.object({ now: z.array(publicStream), next: z.array(publicStream) });

/** What the operator knows of a stream. */
export const streamFacts = publicStream.extend({
  listed: z.boolean(),
  peakViewers: count,
  receivedBytes: count,
  receivedPackets: count,
  lostPackets: count,
  bitsPerSecond: count,
  video: z.object({ codec: z.string(), width: z.int(), height: z.int() }).optional(),
  audio: z.object({ codec: z.string(), sampleRate: z.int(), channels: z.int() }).optional(),
  outputs: z.array(output),
});
/** What the operator knows of a stream. */
export type StreamFacts = z.output<typeof streamFacts>;

const longestSeconds = 30 * 86_400;

/** Which token is asked for. */
export const tokenWish = z.object({
  stream: streamName,
  right: z.enum(["publish", "view"]),
  lastsSeconds: z.int().min(10).max(longestSeconds).default(86_400),
});
/** A token with the time at which it ends. */
export const issuedToken = z.object({ token: z.string(), expiresAt: z.string() });

/** Which output is wanted. */
export const outputWish = z.object({ kind: z.string().max(32), params: z.unknown().optional() });

/** A kind of output, with the JSON Schema of its parameters. */
export const knownKind = z.object({ kind: z.string(), about: z.string(), params: z.record(z.string(), z.unknown()) });
