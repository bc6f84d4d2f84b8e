import { z } from "zod";
import { participantId } from "../../ids.ts";
import { apiStream } from "../api-entry.ts";

const isImageBitmap = (value: unknown): boolean => typeof ImageBitmap !== "undefined" && value instanceof ImageBitmap;

/** Loudness, pictures and measurements of people. */
export const mediaApi = {
  "media.levels": apiStream({
    permission: "media:levels",
    params: z.strictObject({ perSecond: z.number().min(1).max(20).default(10) }),
    result: z.array(z.object({ participant: participantId, level: z.number().min(0).max(1) })),
    doc: "How loud everybody is, 0 to 1 (RFC 6464, made linear).",
  }),
  "media.bands": apiStream({
    permission: "media:levels",
    params: z.strictObject({ perSecond: z.number().min(1).max(20).default(20) }),
    result: z.array(z.object({ participant: participantId, bands: z.array(z.number().min(0).max(1)).length(24) })),
    doc: "How everybody sounds: loudness of 24 bands from 80 Hz to 12 kHz, 0 to 1. Words cannot be made out of it.",
  }),
  "media.frames": apiStream({
    permission: "media:frames",
    params: z.strictObject({
      participant: participantId,
      source: z.enum(["camera", "screen"]).default("camera"),
      width: z.number().int().min(16).max(640).default(640),
      perSecond: z.number().min(1).max(30).default(15),
    }),
    result: z.custom<ImageBitmap>(isImageBitmap).meta({ title: "ImageBitmap" }),
    doc: "Pictures of a person as ImageBitmap, at most 640 pixels wide; whoever takes them slowly gets fewer. Close each one.",
  }),
  "media.stats": apiStream({
    permission: "stats:read",
    params: z.strictObject({}),
    result: z.array(z.object({ participant: participantId, report: z.array(z.record(z.string(), z.unknown())) })),
    doc: "Statistics of the own links, once a second (W3C webrtc-stats), without addresses.",
  }),
} as const;
