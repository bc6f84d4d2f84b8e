import type { InstanceId, ParticipantId, ProfilePayload, RoomFacts, RoomName, RosterEntry } from "@tfx/protocol";
import type { RoomKey } from "./room-key.ts";

/** One person's place in a room. */
export interface Seat {
  readonly participant: ParticipantId;
  readonly instance: InstanceId;
  readonly joinedAt: number;
  readonly profile: ProfilePayload;
  /** Id of the socket that speaks for the seat, or last did. */
  readonly socket: string;
  /** Whether it was taken without a token while the room waited for what was known before a restart. */
  readonly unproven: boolean;
  /** When the seat of somebody whose socket dropped is given up; 0 while the socket is there. */
  readonly awayUntil: number;
}

/** All that is known of a room. Plain data: a store may keep it anywhere. */
export interface RoomState {
  readonly name: RoomName;
  readonly key: RoomKey;
  /** When the room's life began, which tells it from earlier rooms of the same name. */
  readonly born: number;
  /** Counts the changes of host, lock and removals; the newest token wins after a restart. */
  readonly revision: number;
  /**
   * Until when any token of the name outranks this room: a newcomer made it just after a restart, while
   * those who were inside may still be on their way. 0 for never.
   */
  readonly provisionalUntil: number;
  readonly capacity: number;
  readonly locked: boolean;
  readonly host: ParticipantId;
  /** In the order of joining. */
  readonly seats: readonly Seat[];
  readonly removed: readonly ParticipantId[];
  /** The latest who left of their own will: their tokens are void. */
  readonly left: readonly ParticipantId[];
  /** The latest who are gone for any reason: signals to them are late, not forged. */
  readonly departed: readonly ParticipantId[];
  /** Until when others may still come back after a restart; 0 when that is over. */
  readonly settlesAt: number;
}

/** What is to be told after a change of a room. */
export type Notice =
  /** The participant's entry is new or changed: tell the others. */
  | { readonly kind: "changed"; readonly participant: ParticipantId }
  /** The participant is gone: tell the others. */
  | { readonly kind: "left"; readonly participant: ParticipantId; readonly reason: "left" | "removed" | "lost" }
  /** The session of this socket is over: tell it, and close it. */
  | {
      readonly kind: "ended";
      readonly socket: string;
      readonly code: "room/removed" | "room/ended" | "room/secret-wrong" | "session/replaced";
    }
  /** This socket was replaced by another of the same page: close it. */
  | { readonly kind: "stale"; readonly socket: string }
  /** Host, lock or removals changed: tell everybody. */
  | { readonly kind: "facts" };

/** What is remembered of a room that is no more. */
export interface Grave {
  readonly born: number;
  /** The host ended the call for everybody, so no token may bring it back. */
  readonly ended: boolean;
  readonly left: readonly ParticipantId[];
}

/** A room after a change (`undefined`: it is no more), and what is to be told. */
export interface RoomPlan {
  readonly room: RoomState | undefined;
  /** Where the change was the room's end. */
  readonly grave?: Grave;
  readonly notices: readonly Notice[];
}

/** Most ids kept in a list of those who are gone; more would not fit into a token. */
export const maxRemembered = 64;

/** The list with one more id; the oldest falls out. */
export const remember = (list: readonly ParticipantId[], id: ParticipantId): readonly ParticipantId[] =>
  list.includes(id) ? list : [...list, id].slice(-maxRemembered);

/** The seat as the others see it. */
export const entryOf = (seat: Seat): RosterEntry => ({
  participant: seat.participant,
  instance: seat.instance,
  joinedAt: seat.joinedAt,
  away: seat.awayUntil !== 0,
  profile: seat.profile,
});

/** What everybody in the room is told about it. */
export const factsOf = (room: RoomState): RoomFacts => ({ host: room.host, locked: room.locked, capacity: room.capacity });

/** The seat of a participant, if there is one. */
export const seatOf = (room: RoomState, participant: ParticipantId): Seat | undefined =>
  room.seats.find((seat) => seat.participant === participant);

/** When the room must next be looked at though nobody does anything; `undefined` for never. */
export const nextDeadline = (room: RoomState): number | undefined => {
  const deadlines = room.seats.map((seat) => seat.awayUntil).filter((at) => at !== 0);
  if (room.settlesAt !== 0) deadlines.push(room.settlesAt);
  return deadlines.length === 0 ? undefined : Math.min(...deadlines);
};
