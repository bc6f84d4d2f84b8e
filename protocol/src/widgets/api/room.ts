import { z } from "zod";
import { participantId } from "../../ids.ts";
import { apiCall, apiEvent, nothing } from "../api-entry.ts";

/** What a widget may know of the room. */
export const roomInfo = z.object({
  name: z.string(),
  sealed: z.boolean(),
  locked: z.boolean(),
  people: z.number().int(),
  /** Milliseconds since 1970 at the host of the widget; of one clock only. */
  now: z.number(),
});
/** What a widget may know of the room. */
export type RoomInfo = z.output<typeof roomInfo>;

/** A participant as a widget sees one. */
export const participantInfo = z.object({
  id: participantId,
  isSelf: z.boolean(),
  role: z.enum(["host", "guest"]),
  /** Milliseconds since 1970 by the server's clock, the same for everybody; a reload changes nothing. */
  joinedAt: z.number(),
  /** Uses this widget too. */
  present: z.boolean(),
  /** Absent without `participants:identity`. */
  name: z.string().optional(),
});
/** A participant as a widget sees one. */
export type ParticipantInfo = z.output<typeof participantInfo>;

/** Room and people. */
export const roomApi = {
  "room.changed": apiEvent({
    permission: "room:read",
    params: roomInfo,
    doc: "The room as it is now: sent at the start and at each change.",
  }),
  "room.lock": apiCall({
    permission: "room:moderate",
    params: z.strictObject({ locked: z.boolean() }),
    result: nothing,
    limits: { perSecond: 1, burst: 3 },
    doc: "Lets nobody else in, or opens the room again. Rejects with room/not-host for others than the host.",
  }),
  "room.remove": apiCall({
    permission: "room:moderate",
    params: z.strictObject({ participant: participantId }),
    result: nothing,
    limits: { perSecond: 1, burst: 3 },
    doc: "Removes a participant. Rejects with room/not-host for others than the host.",
  }),
  "participants.changed": apiEvent({
    permission: "participants:read",
    params: z.array(participantInfo).max(16),
    doc: "Everybody in the room, longest present first: sent at the start and at each change. Names are there with participants:identity.",
  }),
} as const;
