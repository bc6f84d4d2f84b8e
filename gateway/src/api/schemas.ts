import { publicStream, streamName, textLimits, textPost as postedTexts, broadcastText } from "@tfx/protocol/broadcasts";
import { z } from "zod";

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

/** What the operator knows of a stream. */
export const streamFacts = z.object({
  ...publicStream.shape,
  listed: z.boolean(),
  peakViewers: count,
  receivedBytes: count,
  receivedPackets: count,
  lostPackets: count,
  bitsPerSecond: count,
  /** Of all recordings under its name, while it is published. */
  recordedBytes: count,
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
  /** Tokens of one owner are one publisher's: it may go on with the next before the last one ends. */
  owner: z.string().min(1).max(64).optional(),
});
/** A token with the time at which it ends. */
export const issuedToken = z.object({ token: z.string(), expiresAt: z.string() });

/** Whether a broadcast has a break. */
export const breakWish = z.object({ isOn: z.boolean() });

/** What a publisher sends to be read; how many there may be is looked at apart, since that is another answer. */
export const textPost = z.object({ ...postedTexts.shape, items: z.array(broadcastText).meta({ maxItems: textLimits.items }) });

/** Which output is wanted. */
export const outputWish = z.object({ kind: z.string().max(32), params: z.unknown().optional() });

/** A kind of output, with the JSON Schema of its parameters. */
export const knownKind = z.object({ kind: z.string(), about: z.string(), params: z.record(z.string(), z.unknown()) });
