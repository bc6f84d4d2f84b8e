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

/** What of a call's words viewers may read. */
export const textKinds = ["chat", "captions"] as const;
/** What of a call's words viewers may read. */
export type TextKind = (typeof textKinds)[number];
const textKind = z.enum(textKinds);

/** Most of what publishers send at once for viewers to read. */
export const textLimits = { items: 20, chars: 4_000, nameChars: 64 } as const;

const momentMs = z.int().check(z.minimum(0));

/** Something that was written in a call, for viewers to read: plain text, never markup. */
export const broadcastText = z.object({
  /** Names it within its kind: the same again replaces it. */
  id: z.string().check(z.regex(name)),
  kind: textKind,
  /** Who wrote or said it. */
  name: z.optional(z.string().check(z.maxLength(textLimits.nameChars))),
  /** Empty: it was taken back. */
  text: z.string().check(z.maxLength(textLimits.chars)),
  /** When it was begun, in milliseconds since 1970. */
  at: momentMs,
  /** More of it may come. */
  done: z._default(z.boolean(), true),
});
/** Something that was written in a call. */
export type BroadcastText = z.output<typeof broadcastText>;

/** What a publisher sends for viewers to read (`POST /api/streams/<stream>/texts` of a gateway). */
export const textPost = z.object({
  /** What viewers may read from now on. */
  kinds: z.array(textKind).check(z.maxLength(textKinds.length)),
  /** The sender's clock as it sends: its times are taken to be so long ago. */
  now: z.optional(momentMs),
  items: z.array(broadcastText),
});
/** What a publisher sends for viewers to read. */
export type TextPost = z.output<typeof textPost>;

/** What viewers read (`GET /live/<stream>/texts`, server-sent events), its times on the gateway's clock, as those of the pictures are. */
export const readableTexts = z.array(z.extend(broadcastText, { changedAt: momentMs }));
/** One of what viewers read. */
export type ReadableText = z.output<typeof readableTexts>[number];

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
  /** What of the call's words can be read now. */
  texts: z.optional(z.array(textKind)),
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
