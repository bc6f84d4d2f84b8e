import { z } from "zod";

/**
 * A room's name as it stands in a link: 1 to 64 lower-case letters, digits and single hyphens inside.
 * The server sees it; it is no secret.
 */
export const roomName = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .brand<"RoomName">();
/** A checked room name. */
export type RoomName = z.output<typeof roomName>;

/** A participant's id, chosen by the server: 16 random bytes in base64url. Stays through a reload. */
export const participantId = z
  .string()
  .regex(/^[\w-]{22}$/)
  .brand<"ParticipantId">();
/** A checked participant id. */
export type ParticipantId = z.output<typeof participantId>;

/**
 * One page load of a participant, chosen by that page: 16 random bytes in base64url. The keys of
 * sealed signals are made from it, so that no key is used again after a reload.
 */
export const instanceId = z
  .string()
  .regex(/^[\w-]{22}$/)
  .brand<"InstanceId">();
/** A checked instance id. */
export type InstanceId = z.output<typeof instanceId>;

/** One attempt to connect two participants, chosen by its initiator: 16 random bytes in base64url. */
export const connectionId = z
  .string()
  .regex(/^[\w-]{22}$/)
  .brand<"ConnectionId">();
/** A checked connection id. */
export type ConnectionId = z.output<typeof connectionId>;

/** A name of a person as shown to others: trimmed, no control characters, at most 64 code units. */
export const displayName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  // oxlint-disable-next-line no-control-regex -- control and bidirectional override characters are what is refused
  .regex(/^[^\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/);
