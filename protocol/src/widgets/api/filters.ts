import { z } from "zod";
import { apiCall, apiEvent, apiStream, nothing } from "../api-entry.ts";
import { videoStages } from "../video-stage.ts";

const isImageBitmap = (value: unknown): boolean => typeof ImageBitmap !== "undefined" && value instanceof ImageBitmap;

const count = z.number().min(0);
/** Shares of the picture's width and height from its top left; what leaves the picture lies outside of 0 to 1. */
const place = z.object({ x: z.number(), y: z.number() });

/** How the chain of the own camera's picture does. */
export const filterState = z.object({
  /** What is sent comes out of the chain. */
  running: z.boolean(),
  width: count,
  height: count,
  fps: count,
  frameMs: count,
  /** Ids of the widget's own stages that are left out for now: too slow, or in need of what this device lacks. */
  bypassed: z.array(z.string().max(48)).max(8),
  /** Why pictures go out as the camera gives them. */
  problem: z.enum(["no-webgl", "failed"]).optional(),
});
/** How the chain of the own camera's picture does. */
export type FilterState = z.output<typeof filterState>;

/** A face in the own camera's picture; left and right are those of the picture. */
export const seenFace = z.object({
  /** The same as long as the face is followed. */
  id: z.number().int().min(0),
  box: z.object({ x: z.number(), y: z.number(), width: count, height: count }),
  leftEye: place,
  rightEye: place,
  nose: place,
  mouth: place,
  /** 68 points in the order of the 300-W set. */
  points: z.array(place).max(68),
  /** How far the head leans, in radians, clockwise. */
  roll: z.number(),
  /** From cheek to cheek, in widths of the picture. */
  scale: count,
});
/** A face in the own camera's picture. */
export type SeenFace = z.output<typeof seenFace>;

/** What is done to the own camera's picture before it is sent, and what is seen in it. */
export const filtersApi = {
  "filter.set": apiCall({
    permission: "media:video-filter",
    params: z.strictObject({ stages: videoStages }),
    result: nothing,
    // Eight of the largest colour tables; pictures cross as handles.
    limits: { perSecond: 10, burst: 30, maxBytes: 1024 * 1024 },
    doc: "Replaces what this widget does to the own camera's picture; no stages take it away. Rejects with widget/invalid when a shader does not compile.",
  }),
  "filter.state": apiEvent({
    permission: "media:video-filter",
    params: filterState,
    doc: "How the chain does, at the start and after a change, at most once a second.",
  }),
  "filter.preview": apiStream({
    permission: "media:video-filter",
    params: z.strictObject({
      stages: videoStages,
      width: z.number().int().min(16).max(240).default(160),
      perSecond: z.number().min(0.2).max(10).default(2),
    }),
    result: z.custom<ImageBitmap>(isImageBitmap),
    limits: { maxBytes: 1024 * 1024 },
    doc: "Small pictures of the own camera through stages that are not sent. Close each one.",
  }),
  "media.faces": apiStream({
    permission: "media:frames",
    params: nothing,
    result: z.array(seenFace).max(16),
    doc: "Faces in the own camera's picture, largest first, as often as they are looked for.",
  }),
} as const;
