import * as z from "zod/mini";

// Pages with a Content Security Policy without 'unsafe-eval' must not be probed for code generation. The small build
// of zod, since pages on which broadcasts are watched are to be there at once.
if ("document" in globalThis) z.config({ jitless: true });

const origin = z.string().check(z.maxLength(300));

/**
 * What a server tells its pages, and the extension's, about where broadcasts go (`GET /config.json`): the gateway of
 * the deployment, and all gateways that its Content Security Policy lets pages talk to, the own one first.
 */
export const siteConfig = z.object({ gateway: z.optional(origin), gateways: z.array(origin).check(z.maxLength(17)) });
/** What a server tells its pages about where broadcasts go. */
export type SiteConfig = z.output<typeof siteConfig>;

const name = /^[\w-]{1,64}$/;

/** Names of streams: they stand in addresses and file names. */
export const streamName = z.string().check(z.regex(name));

/** What everybody may know of a stream (`GET /live/<stream>` of a gateway). */
export const publicStream = z.object({
  stream: streamName,
  /** `planned`: it was announced; `break`: its publisher has a break, or is away for the moment; `ended`: it can still be watched for a while. */
  state: z.enum(["planned", "live", "break", "ended"]),
  title: z.optional(z.string()),
  poster: z.optional(z.string()),
  startsAt: z.optional(z.string()),
  /** When it went on air. */
  since: z.optional(z.string()),
  viewers: z.int().check(z.minimum(0)),
});
/** What everybody may know of a stream. */
export type PublicStream = z.output<typeof publicStream>;

/** What is on, and what comes (`GET /live`). */
export const liveList = z.object({ now: z.array(publicStream), next: z.array(publicStream) });
/** What is on, and what comes. */
export type LiveList = z.output<typeof liveList>;

/** A recording of a stream. */
export const recordingFacts = z.object({
  id: z.string().check(z.regex(name)),
  /** When what is kept of it begins, in milliseconds since 1970. */
  startedAtMs: z.number(),
  seconds: z.number(),
  /** Nothing is added any more. */
  isFinished: z.boolean(),
  /** MP4 files that it was joined to. */
  files: z.array(z.string()),
});
/** A recording of a stream. */
export type RecordingFacts = z.output<typeof recordingFacts>;

/** The recordings of a stream, newest first (`GET /recordings/<stream>`). */
export const recordingList = z.array(recordingFacts);
