import { z } from "zod";

/** Lanes of a link: reliable and ordered; reliable, large and patient; unreliable and fresh. */
export const laneName = z.enum(["control", "bulk", "live"]);
/** Name of a lane. */
export type LaneName = z.output<typeof laneName>;

/** Name of a topic: dotted lower-case words; those that begin with `tfx.` are the project's own. */
export const topicName = z
  .string()
  .max(96)
  .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/);

/** The outer form of every message between participants, MessagePack-encoded as a pair. */
export const topicEnvelope = z.tuple([topicName, z.unknown()]);

/** What a track shows or sounds: each link has one place for each of them. */
export const trackSource = z.enum(["microphone", "camera", "screen", "screen-audio"]);
/** What a track shows or sounds. */
export type TrackSource = z.output<typeof trackSource>;
/** All sources, in the order of their media sections in the offer. */
export const trackSources = trackSource.options;

/** What the others may do on a shared screen: nothing, draw over the picture of it, or on the shared page itself. */
export const screenDrawing = z.enum(["off", "picture", "page"]);
/** What the others may do on a shared screen. */
export type ScreenDrawing = z.output<typeof screenDrawing>;

const side = z.number().int().min(0).max(16_384);

/**
 * Topics of core itself; the body of each is checked by its schema at the receiver.
 */
export const coreTopics = {
  /** Which sources the sender has on. Sent when a link opens and at each change. */
  "tfx.media": z.object({
    on: z.array(trackSource).max(4),
    hand: z.boolean().default(false),
    /** The sender records the call: everybody is to see that, late joiners too. */
    recording: z.boolean().default(false),
    /** That recording takes nothing for the moment. */
    recordingPaused: z.boolean().default(false),
    /** The sender sends the call out, to whoever watches: everybody is to see that, too. */
    onAir: z.boolean().default(false),
    /** That broadcast has a break: nothing of the call goes out for the moment. */
    onAirPaused: z.boolean().default(false),
    /** With it goes what is written in the chat, and what is in the captions. */
    chatOnAir: z.boolean().default(false),
    captionsOnAir: z.boolean().default(false),
    /** The sender is to be left out of recordings and broadcasts. */
    leftOut: z.boolean().default(false),
    /** How the sender's shared screen stands: while it is paused nothing of it is sent, and `on` does not name it. */
    screen: z.object({ paused: z.boolean(), drawing: screenDrawing.catch("off") }).default({ paused: false, drawing: "off" }),
  }),
  /**
   * How large the sender of this message shows each picture of the receiver, in device pixels;
   * 0 × 0 is not shown at all, and then nothing need be sent.
   */
  "tfx.view": z.object({
    camera: z.object({ width: side, height: side }),
    screen: z.object({ width: side, height: side }),
  }),
  /** A short reaction that everybody sees for some seconds. */
  "tfx.reaction": z.object({ emoji: z.string().min(1).max(16) }),
} as const;
/** Name of a topic of core. */
export type CoreTopic = keyof typeof coreTopics;
/** Body of a topic of core. */
export type CoreTopicBody<T extends CoreTopic> = z.output<(typeof coreTopics)[T]>;
