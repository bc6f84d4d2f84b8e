import { displayName, roomName, type Invite } from "@tfx/protocol";
import { z } from "zod";

const maxRecents = 12;
const maxNames = 8;

/** A room that was visited, with the people met there at the last visit. Stays in this browser. */
export const recent = z.object({
  invite: z.object({
    server: z.string().regex(/^https?:\/\/[^/]+$/),
    room: roomName,
    secret: z
      .string()
      .regex(/^[\w-]{43}$/)
      .exactOptional(),
  }),
  names: z.array(displayName).max(maxNames),
  /** When the room was last seen from inside, in milliseconds since 1970. */
  at: z.number().int().min(0),
});
/** A room that was visited. */
export type Recent = z.output<typeof recent>;

/** Recents as storage holds them; a spoiled entry is left out, the others stay. */
export const parseRecents = (stored: unknown): readonly Recent[] =>
  Array.isArray(stored) ? stored.flatMap((entry: unknown) => recent.safeParse(entry).data ?? []) : [];

/** Whether two invites lead to the same room. */
export const isSameRoom = (one: Invite, other: Invite): boolean => one.server === other.server && one.room === other.room;

/** The list with this visit first. Names of an earlier visit stay when nobody was met this time. */
export const withVisit = (list: readonly Recent[], visit: Recent): readonly Recent[] => {
  const earlier = list.find((entry) => isSameRoom(entry.invite, visit.invite));
  const names = visit.names.length > 0 ? visit.names.slice(0, maxNames) : (earlier?.names ?? []);
  return [{ ...visit, names }, ...list.filter((entry) => !isSameRoom(entry.invite, visit.invite))].slice(0, maxRecents);
};

/** The list without one room. */
export const withoutRoom = (list: readonly Recent[], gone: Invite): readonly Recent[] =>
  list.filter((entry) => !isSameRoom(entry.invite, gone));
