import { z } from "zod";

const origin = z.string().max(300);

/**
 * What a server tells its pages, and the extension's, about where broadcasts go (`GET /config.json`): the gateway of
 * the deployment, and all gateways that its Content Security Policy lets pages talk to, the own one first.
 */
export const siteConfig = z.object({ gateway: origin.optional(), gateways: z.array(origin).max(17) });
/** What a server tells its pages about where broadcasts go. */
export type SiteConfig = z.output<typeof siteConfig>;

/** Names of streams: they stand in addresses and file names. */
export const streamName = z.string().regex(/^[\w-]{1,64}$/);

/** What everybody may know of a stream (`GET /live/<stream>` of a gateway). */
export const publicStream = z.object({
  stream: streamName,
  /** `planned`: it was announced; `break`: its publisher is away for the moment; `ended`: it can still be watched for a while. */
  state: z.enum(["planned", "live", "break", "ended"]),
  title: z.string().optional(),
  poster: z.string().optional(),
  startsAt: z.string().optional(),
  /** When it went on air. */
  since: z.string().optional(),
  viewers: z.int().min(0),
});
/** What everybody may know of a stream. */
export type PublicStream = z.output<typeof publicStream>;

/** What is on, and what comes (`GET /live`). */
export const liveList = z.object({ now: z.array(publicStream), next: z.array(publicStream) });
/** What is on, and what comes. */
export type LiveList = z.output<typeof liveList>;

/** A recording of a stream, as the list of them tells (`GET /recordings/<stream>`, newest first). */
export const recordingFacts = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
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
