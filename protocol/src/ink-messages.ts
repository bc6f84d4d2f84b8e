import { z } from "zod";
import { participantId } from "./ids.ts";

/** Sizes that both ends of ink agree on. */
export const inkLimits = {
  /** Points in one message. */
  messagePoints: 64,
  /** Points of one stroke; a longer line goes on as another. */
  strokePoints: 1_024,
} as const;

const unit = z.number().min(0).max(1);

/** Points of a line, x and y in turn, in shares of the shared picture's width and height. */
const points = z
  .array(unit)
  .min(2)
  .max(inkLimits.messagePoints * 2)
  .refine((list) => list.length % 2 === 0);

/**
 * Drawing and pointing on a share. A line is sent piece by piece while it is drawn; pieces overlap,
 * so that a lost one leaves no gap. Who drew is whose link it came over; `share` is who presents.
 */
export const inkTopics = {
  /** What may be lost: pieces of lines, and where somebody points. */
  "tfx.ink": z.discriminatedUnion("do", [
    z.object({
      do: z.literal("draw"),
      share: participantId,
      /** Names the line among those of its author. */
      stroke: z.number().int().min(0).max(0x7fff_ffff),
      /** Index of the first of these points in the line. */
      from: z
        .number()
        .int()
        .min(0)
        .max(inkLimits.strokePoints - 1),
      points,
    }),
    z.object({ do: z.literal("point"), share: participantId, x: unit, y: unit }),
  ]),
  /** What must arrive: everything of the sender goes, or everything at all when whoever presents says so. */
  "tfx.ink.clear": z.object({ share: participantId }),
} as const;

/** A piece of a line, or a place that is pointed at. */
export type InkMessage = z.output<(typeof inkTopics)["tfx.ink"]>;
