import { z } from "zod";
import { participantId } from "../ids.ts";
import { wireError } from "../wire-error.ts";
import { permission } from "./permissions.ts";
import { surface, version, widgetId } from "./manifest.ts";

/** Version of the messages between host and guest. */
export const bridgeVersion = 1;

/** How long a frame may take to say hello, and between pings until it counts as hung, in milliseconds. */
export const bridgeTimes = { hello: 8_000, pingEvery: 2_000, missedPings: 3, stop: 2_000 } as const;

/** Limits of one port, whatever its entries allow. */
export const bridgeLimits = { maxMessageBytes: 64 * 1024, messagesPerSecond: 500, burst: 1_000, maxOpenCalls: 64, maxStreams: 16 } as const;

/** What a guest posts to its parent, once; the host takes it from the frame that it made and from no other. */
export const hello = z.object({ tfx: z.literal("hello"), versions: z.array(z.number().int()).min(1).max(8) });

/** Who and where a widget is; comes with the port. */
export const welcome = z.object({
  tfx: z.literal("welcome"),
  version: z.literal(bridgeVersion),
  widget: z.object({ id: widgetId, version }),
  instance: z.object({
    id: z.string().max(64),
    startedBy: participantId,
    /** When, in milliseconds since 1970, as far as clocks agree: nothing that it shares is older. */
    startedAt: z.number(),
    reason: z.enum(["start", "join", "restore"]),
    protocol: z.number().int(),
  }),
  self: participantId,
  surface: surface.nullable(),
  granted: z.array(permission),
  locale: z.string(),
  direction: z.enum(["ltr", "rtl"]),
  look: z.enum(["light", "dark"]),
  tokens: z.record(z.string(), z.string()),
  reducedMotion: z.boolean(),
});
/** Who and where a widget is. */
export type Welcome = z.output<typeof welcome>;

const id = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const name = z.string().max(64);

/** Messages of the guest over the port. */
export const guestMessage = z.discriminatedUnion("t", [
  z.strictObject({ t: z.literal("call"), id, name, params: z.unknown() }),
  z.strictObject({ t: z.literal("cancel"), id }),
  z.strictObject({ t: z.literal("signal"), name, params: z.unknown() }),
  z.strictObject({ t: z.literal("open"), id, name, params: z.unknown() }),
  z.strictObject({ t: z.literal("credit"), id, count: z.number().int().min(1).max(64) }),
  z.strictObject({ t: z.literal("close"), id }),
  z.strictObject({ t: z.literal("pong"), id }),
  /** `mount` has returned: the widget can be shown. */
  z.strictObject({ t: z.literal("mounted") }),
  /** A key was pressed in its frame that leads back to the call. */
  z.strictObject({ t: z.literal("leave") }),
  /** `mount` or the widget's own code threw. */
  z.strictObject({ t: z.literal("crashed"), text: z.string().max(2_000) }),
]);
/** A message of the guest. */
export type GuestMessage = z.output<typeof guestMessage>;

/** Messages of the host over the port. */
export const hostMessage = z.discriminatedUnion("t", [
  z.object({ t: z.literal("result"), id, value: z.unknown() }),
  z.object({ t: z.literal("error"), id, error: wireError }),
  z.object({ t: z.literal("event"), name, body: z.unknown() }),
  z.object({ t: z.literal("item"), id, value: z.unknown() }),
  z.object({ t: z.literal("end"), id, error: wireError.optional() }),
  /** The first follows the events of the start: the guest mounts on it, with all that there is in its hands. */
  z.object({ t: z.literal("ping"), id }),
  /** The instance ends; the port closes when the guest has cleaned up, or soon. */
  z.object({ t: z.literal("stop") }),
]);
/** A message of the host. */
export type HostMessage = z.output<typeof hostMessage>;
