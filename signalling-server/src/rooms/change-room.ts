import type { ParticipantId } from "@tfx/protocol";
import { refuse, type Outcome } from "./refusal.ts";
import { remember, seatOf, type Notice, type RoomPlan, type RoomState } from "./room-state.ts";

/** A change that only the host may make: what it does, or why not. */
export interface HostPlan extends RoomPlan {
  readonly outcome: Outcome<Record<string, never>>;
}

const done = { ok: true, value: {} } as const;

/** Gives up a seat for good. */
export const leaveRoom = (room: RoomState, participant: ParticipantId, reason: "left" | "removed" | "lost"): RoomPlan => {
  if (seatOf(room, participant) === undefined) return { room, notices: [] };
  const seats = room.seats.filter((seat) => seat.participant !== participant);
  const rest = {
    ...room,
    seats,
    left: reason === "left" ? remember(room.left, participant) : room.left,
    departed: remember(room.departed, participant),
  };
  return withHost(rest, [{ kind: "left", participant, reason }]);
};

/** Keeps the seat of somebody whose socket dropped, unless another socket speaks for it by now. */
export const dropSocket = (room: RoomState, seat: { participant: ParticipantId; socket: string }, awayUntil: number): RoomPlan => {
  const current = seatOf(room, seat.participant);
  if (current === undefined || current.socket !== seat.socket || current.awayUntil !== 0) return { room, notices: [] };
  const seats = room.seats.map((other) => (other === current ? { ...current, awayUntil } : other));
  return { room: { ...room, seats }, notices: [{ kind: "changed", participant: seat.participant }] };
};

/** Gives up the seats of those who did not return in time, and ends the wait after a restart. */
export const expireRoom = (room: RoomState, nowMs: number): RoomPlan => {
  const lost = room.seats.filter((seat) => seat.awayUntil !== 0 && seat.awayUntil <= nowMs);
  const settled = room.settlesAt !== 0 && room.settlesAt <= nowMs;
  const departed = lost.reduce((list, seat) => remember(list, seat.participant), room.departed);
  const rest = {
    ...room,
    seats: room.seats.filter((seat) => !lost.includes(seat)),
    departed,
    settlesAt: settled ? 0 : room.settlesAt,
  };
  return withHost(
    rest,
    lost.map((seat): Notice => ({ kind: "left", participant: seat.participant, reason: "lost" })),
  );
};

/** Locks or unlocks the room against newcomers. */
export const lockRoom = (room: RoomState, by: ParticipantId, locked: boolean): HostPlan => {
  if (room.host !== by) return notHost(room);
  if (room.locked === locked) return { room, notices: [], outcome: done };
  return { room: { ...room, locked, revision: room.revision + 1 }, notices: [{ kind: "facts" }], outcome: done };
};

/** Removes a participant, whose token is void from now on. */
export const removeFromRoom = (room: RoomState, by: ParticipantId, participant: ParticipantId): HostPlan => {
  if (room.host !== by) return notHost(room);
  const seat = seatOf(room, participant);
  if (seat === undefined) return { room, notices: [], outcome: refuse("room/unknown-participant", {}) };
  const marked = { ...room, removed: remember(room.removed, participant), revision: room.revision + 1 };
  const plan = leaveRoom(marked, participant, "removed");
  const told: Notice[] = [{ kind: "ended", socket: seat.socket, code: "room/removed" }, ...plan.notices, { kind: "facts" }];
  return { ...plan, notices: told, outcome: done };
};

/** Ends the call for everybody. */
export const endRoom = (room: RoomState, by: ParticipantId): HostPlan => {
  if (room.host !== by) return notHost(room);
  const notices = room.seats.map((seat): Notice => ({ kind: "ended", socket: seat.socket, code: "room/ended" }));
  return { room: undefined, grave: { born: room.born, ended: true, left: room.left }, notices, outcome: done };
};

const notHost = (room: RoomState): HostPlan => ({ room, notices: [], outcome: refuse("room/not-host", {}) });

/** Hands the host role to the longest present when nobody holds it and no host is expected back. */
const withHost = (room: RoomState, notices: readonly Notice[]): RoomPlan => {
  const heir = room.seats.find((seat) => seat.awayUntil === 0) ?? room.seats[0];
  if (heir === undefined) return { room: undefined, grave: { born: room.born, ended: false, left: room.left }, notices };
  const expected = room.settlesAt !== 0 && !room.left.includes(room.host) && !room.removed.includes(room.host);
  if (seatOf(room, room.host) !== undefined || expected) return { room, notices };
  return { room: { ...room, host: heir.participant, revision: room.revision + 1 }, notices: [...notices, { kind: "facts" }] };
};
