import type { EventBody, ParticipantId, RoomName, ServerEvent } from "@tfx/protocol";
import { entryOf, factsOf, seatOf, type Notice, type RoomState, type Seat } from "./room-state.ts";

/** A socket, as the room that it sits in sees it. */
export interface Member {
  readonly id: string;
  /** Whether so much waits to be sent that the client does not seem to read any more. */
  readonly isStalled: boolean;
  /** How many frames the client has sent so far, whatever they were. */
  readonly heard: number;
  /** Where it sits; written by the rooms alone. */
  place: Place | undefined;
  emit<E extends ServerEvent>(event: E, body: EventBody<E>): void;
  /** Sends an event that is encoded already. */
  sendPacket(packet: string): void;
  /** Tells the socket that its session is over, and closes it. */
  dismiss(code: DismissalCode): void;
  /** Closes the socket without a word: another one of the same page speaks now. */
  retire(): void;
}

/** Why a session is over. */
export type DismissalCode = Extract<Notice, { kind: "ended" }>["code"];

/** A member's seat. */
export interface Place {
  readonly room: LiveRoom;
  readonly participant: ParticipantId;
  /** `heard` of the member as it took the seat. */
  readonly heardBefore: number;
}

/** A room with the sockets of this server that sit in it. */
export interface LiveRoom {
  readonly name: RoomName;
  /** The state as of the latest change. */
  state: RoomState;
  /** Whether only sealed signals are relayed; part of the state, kept here for the relay's sake. */
  sealed: boolean;
  readonly members: Map<ParticipantId, Member>;
  timer: NodeJS.Timeout | undefined;
}

/** A room as it is told to its members. */
export interface Announcement {
  readonly notices: readonly Notice[];
  /** Who has just come in and learns the same from the answer to the join. */
  readonly arrival: Member | undefined;
  readonly signToken: (room: RoomState, seat: Seat) => string;
}

/** Closes the sockets whose seats are taken by others or gone. */
export const dismissMembers = (room: LiveRoom, notices: readonly Notice[]): void => {
  for (const notice of notices) {
    if (notice.kind !== "ended" && notice.kind !== "stale") continue;
    const member = [...room.members.values()].find(({ id }) => id === notice.socket);
    if (member?.place === undefined) continue;
    room.members.delete(member.place.participant);
    member.place = undefined;
    if (notice.kind === "ended") member.dismiss(notice.code);
    else member.retire();
  }
};

/** Tells the members what has changed. */
export const announce = (room: LiveRoom, announcement: Announcement): void => {
  for (const notice of announcement.notices) {
    if (notice.kind === "changed") announceEntry(room, notice.participant);
    if (notice.kind === "left") {
      const { participant, reason } = notice;
      for (const member of room.members.values()) member.emit("participant.left", { participant, reason });
    }
  }
  if (announcement.notices.some(({ kind }) => kind === "facts")) announceFacts(room, announcement);
};

const announceEntry = (room: LiveRoom, participant: ParticipantId): void => {
  const seat = seatOf(room.state, participant);
  if (seat === undefined) return;
  const entry = entryOf(seat);
  for (const [other, member] of room.members) if (other !== participant) member.emit("participant.changed", entry);
};

/** Each member gets an own token, which carries the facts through a restart. */
const announceFacts = (room: LiveRoom, { arrival, signToken }: Announcement): void => {
  const facts = factsOf(room.state);
  for (const seat of room.state.seats) {
    const member = room.members.get(seat.participant);
    if (member !== undefined && member !== arrival) member.emit("room.changed", { facts, resume: signToken(room.state, seat) });
  }
};
