import { z } from "zod";
import { displayName, participantId } from "../ids.ts";
import { plainValue } from "./api-entry.ts";
import { localName } from "./api/names.ts";
import { summary } from "./api/ui.ts";
import { widgetManifest } from "./manifest.ts";

// Sizes are deliberately not part of these schemas: who sends too much is to be recognised and shut out,
// and what fits no schema would only be dropped. The lanes bound every message.

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const clock = z
  .number()
  .int()
  .min(0)
  .max(2 ** 52);

/** One running instance of a widget: 16 random bytes in base64url. */
const runningId = z.string().regex(/^[\w-]{22}$/);

const { id, name, version, kind, entry, documents, stop, absent } = widgetManifest.shape;

/** What people are told of a running widget, whether they have it or not. */
export const widgetOffer = z.object({
  instance: runningId,
  widget: z.object({
    id,
    name,
    version,
    kind,
    /** SHA-256 of the bundle in hexadecimal. */
    bundle: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    entry,
  }),
  startedBy: participantId,
  /** Milliseconds since 1970 by the clock of who started it. */
  startedAt: z.number(),
  /** Version of the widget's own messages that this instance speaks. */
  protocol: z.number().int().min(1).max(999),
  /** Documents with their limits: those without the widget keep them, and to the same limits. */
  documents,
  /** Who may stop it; whoever started it may too. */
  stop,
  absent,
});
/** What people are told of a running widget. */
export type WidgetOffer = z.output<typeof widgetOffer>;

/** An entry of a log as it travels: `body` is what was signed, MessagePack of {@link signedBody}. */
export const signedEntry = z.object({ body: bytes, key: bytes, signature: bytes });
/** An entry of a log as it travels. */
export type SignedEntry = z.output<typeof signedEntry>;

/** What the author of an entry signs: the entry and its place, so that it can be moved nowhere else. */
export const signedBody = z.object({
  instance: runningId,
  log: localName,
  author: participantId,
  /** As the author wrote it; one that no person can have is left out. */
  name: displayName.optional().catch(undefined),
  count: z
    .number()
    .int()
    .min(0)
    .max(2 ** 52),
  clock,
  at: z.number(),
  value: plainValue,
});
/** What the author of an entry signs. */
export type SignedBody = z.output<typeof signedBody>;

/** Something happened to the state of the room; who did it is whoever it came from. */
export const stateOperation = z.discriminatedUnion("op", [
  z.object({ op: z.literal("start"), offer: widgetOffer }),
  z.object({ op: z.literal("stop"), instance: runningId }),
  z.object({ op: z.literal("summary"), instance: runningId, clock, lines: summary }),
  z.object({ op: z.literal("document"), instance: runningId, name: localName, update: bytes }),
  z.object({ op: z.literal("value"), instance: runningId, key: localName, value: plainValue, clock }),
  z.object({ op: z.literal("entry"), instance: runningId, log: localName, entry: signedEntry }),
]);
/** Something happened to the state of the room. */
export type StateOperation = z.output<typeof stateOperation>;

const stamped = { clock, by: participantId };
const vectors = z.array(z.object({ instance: runningId, name: localName, vector: bytes })).max(512);

/** State as it is handed to a late joiner, and kept through a reload. */
export const statePart = z.discriminatedUnion("part", [
  z.object({
    part: z.literal("room"),
    /** Whether the sender has everything itself. */
    synced: z.boolean(),
    offers: z.array(widgetOffer).max(64),
    stopped: z.array(runningId).max(1_024),
    clock,
    vectors,
  }),
  z.object({
    part: z.literal("instance"),
    instance: runningId,
    summary: z.object({ lines: summary, ...stamped }).optional(),
    values: z.array(z.object({ key: localName, value: plainValue, ...stamped })).max(1_024),
    logs: z.array(z.object({ log: localName, entries: z.array(signedEntry).max(8_192) })).max(64),
  }),
  z.object({ part: z.literal("document"), instance: runningId, name: localName, update: bytes }),
  z.object({ part: z.literal("end") }),
]);
/** State as it is handed to a late joiner. */
export type StatePart = z.output<typeof statePart>;

/** What a page keeps of a room for its own reload; `parts` are MessagePack of {@link statePart}. */
export const stateSnapshot = z.object({
  version: z.literal(1),
  self: participantId,
  key: z.object({ publicKey: bytes, privateKey: bytes }),
  parts: z.array(bytes).max(1_024),
});

const channelMessage = z.tuple([runningId, localName, plainValue]);
const presence = z.tuple([runningId, z.number().int().min(0), plainValue]);
const transfer = z.string().regex(/^[\w-]{22}$/);

/** Topics of the widgets' state; each body is checked by its schema at the receiver. */
export const stateTopics = {
  /** The public key of this page for the entries of logs; `ask`: the other's is wanted in return. */
  "tfx.key": z.object({ page: transfer, key: bytes.refine(({ length }) => length <= 80), ask: z.boolean() }),
  /** What happened, in order. */
  "tfx.state": z.array(stateOperation).max(4_096),
  /** The same where it is too large for the control lane. */
  "tfx.state.large": z.array(stateOperation).max(4_096),
  /** A late joiner wants everything past these state vectors. */
  "tfx.state.ask": z.object({ transfer, vectors }),
  /** A piece of a {@link statePart}, which is MessagePack cut into pieces; pieces come in order. */
  "tfx.state.piece": z.object({ transfer, last: z.boolean(), bytes }),
  /** Instances whose widget is open at the sender. */
  "tfx.using": z.array(runningId).max(64),
  "tfx.presence": presence,
  /** A copy that cannot be lost, once the presence rests, and for late joiners. */
  "tfx.presence.rest": presence,
  "tfx.message.control": channelMessage,
  "tfx.message.bulk": channelMessage,
  "tfx.message.live": channelMessage,
} as const;
