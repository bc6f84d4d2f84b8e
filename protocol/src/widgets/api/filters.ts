import { z } from "zod";
import { apiCall, apiEvent, apiSignal, apiStream, nothing } from "../api-entry.ts";
import { widgetId } from "../manifest.ts";
import { stageId, stageLimits, videoStages } from "../video-stage.ts";

const isImageBitmap = (value: unknown): value is ImageBitmap => typeof ImageBitmap !== "undefined" && value instanceof ImageBitmap;
const { maxPictureWidth, maxPictureHeight } = stageLimits;
const isSmallPicture = (value: unknown): boolean =>
  isImageBitmap(value) && value.width <= maxPictureWidth && value.height <= maxPictureHeight;

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
  /** Nobody sees a picture of the camera: what hides something in it, this widget's or another's, does not work. */
  withheld: z.boolean(),
  /** Why pictures go out as the camera gives them, or not at all where something is to be hidden. */
  problem: z.enum(["no-webgl", "failed"]).optional(),
});
/** How the chain of the own camera's picture does. */
export type FilterState = z.output<typeof filterState>;

/** A filter that is data alone, which the person added. */
export const addedFilter = z.object({
  id: widgetId,
  name: z.string(),
  /** What it does to the picture, to be shown through `filter.preview`. */
  stages: videoStages,
  /** The person's picture goes through it. */
  on: z.boolean(),
  /** It is on and left out for now: too slow for this device. */
  leftOut: z.boolean(),
});
/** A filter that is data alone, which the person added. */
export type AddedFilter = z.output<typeof addedFilter>;

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
    doc: "Replaces what this widget does to the own camera's picture; no stages take it away. Rejects with widget/invalid when a shader does not compile. Stages in the band `privacy` hide something: where they cannot be drawn, are too slow or have no answer, no picture is sent in their place.",
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
    result: z.custom<ImageBitmap>(isImageBitmap).meta({ title: "ImageBitmap" }),
    limits: { maxBytes: 1024 * 1024 },
    doc: "Small pictures of the own camera through stages that are not sent. Close each one.",
  }),
  "filter.pictures": apiStream({
    permission: "media:video-filter",
    params: nothing,
    result: z.object({ id: stageId, bitmap: z.custom<ImageBitmap>(isImageBitmap).meta({ title: "ImageBitmap" }) }),
    doc: "Pictures for the widget's stages of kind pictures, at most 640×360; at most two are without an answer at a time. Close each one.",
  }),
  "filter.answer": apiSignal({
    permission: "media:video-filter",
    params: z.strictObject({ id: stageId, bitmap: z.custom<ImageBitmap>(isSmallPicture).meta({ title: "ImageBitmap" }) }),
    limits: { perSecond: 60, burst: 120 },
    doc: "What the widget made of a picture of filter.pictures, at most 640×360; shown until the next, for at most a second.",
  }),
  "filter.added": apiEvent({
    permission: "media:video-filter",
    params: z.object({ filters: z.array(addedFilter) }),
    doc: "Filters of kind declarative that the person added, at the start and after a change. Widgets of ours alone are told.",
  }),
  "filter.use": apiCall({
    permission: "media:video-filter",
    params: z.strictObject({ id: widgetId, on: z.boolean() }),
    result: nothing,
    doc: "Puts a filter that the person added on or off. For widgets of ours alone; others get widget/denied.",
  }),
  "media.faces": apiStream({
    permission: "media:frames",
    params: nothing,
    result: z.array(seenFace).max(16),
    doc: "Faces in the own camera's picture, largest first, as often as they are looked for.",
  }),
} as const;
