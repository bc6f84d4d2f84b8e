import { limits, type InstanceId, type ParticipantId, type ProfilePayload, type RoomName } from "@tfx/protocol";
import { refuse, type Outcome, type Refusal } from "./refusal.ts";
import type { ResumeClaims } from "./resume-token.ts";
import { keyProblem, sameKey, type RoomKey } from "./room-key.ts";
import { maxRemembered, seatOf, type Grave, type Notice, type RoomPlan, type RoomState, type Seat } from "./room-state.ts";

/** Somebody at the door. */
export interface JoinRequest {
  readonly nowMs: number;
  readonly name: RoomName;
  readonly key: RoomKey;
  readonly instance: InstanceId;
  readonly profile: ProfilePayload;
  readonly socket: string;
  /** What a valid token of this room says. */
  readonly claims: ResumeClaims | undefined;
  /** The id of a participant who has none yet. */
  readonly freshId: ParticipantId;
  /** How many people a new room may hold. */
  readonly capacity: number;
  /** How long a rebuilt room waits for the others. */
  readonly graceMs: number;
  /** Until when tokens from before the server's start may be on their way. */
  readonly startedUntil: number;
}

/** What a join does to a room: whose seat it is, or why not. */
export interface JoinPlan extends RoomPlan {
  readonly outcome: Outcome<ParticipantId>;
}

/** Lets somebody in, or back in, or says why not. */
export const joinRoom = (before: RoomState | undefined, grave: Grave | undefined, request: JoinRequest): JoinPlan => {
  const claims = validClaims(before, grave, request);
  const stop = (refusal: Refusal): JoinPlan => ({ room: before, notices: [], outcome: refusal });
  if (claims !== undefined && !sameKey(claims.key, request.key)) return stop(refuse("room/secret-wrong", {}));
  if (claims !== undefined && before === undefined && grave?.ended === true) return stop(refuse("room/ended", {}));
  const left = grave !== undefined && grave.born === claims?.born ? grave.left : [];
  const { room, notices } = roomFor(before, claims, { ...request, left });
  const wrongKey = keyProblem(room.key, request.key);
  if (wrongKey !== undefined) return stop(wrongKey);
  if (claims !== undefined && room.removed.includes(claims.participant)) return stop(refuse("room/removed", {}));
  const shut = whyShut(room, claims, request);
  if (shut !== undefined) return stop(shut);
  return takeSeat(room, notices, { claims, request });
};

/** The claims of a token, unless the life of the room that they speak of is over, at least for this participant. */
const validClaims = (room: RoomState | undefined, grave: Grave | undefined, { claims, nowMs }: JoinRequest): ResumeClaims | undefined => {
  if (claims === undefined) return undefined;
  const { born, participant } = claims;
  if (born === room?.born) return room.left.includes(participant) ? undefined : claims;
  if (grave !== undefined && born < grave.born) return undefined;
  if (grave !== undefined && born === grave.born && (room !== undefined || grave.left.includes(participant))) return undefined;
  return room === undefined || outranks(claims, room, nowMs) ? claims : undefined;
};

/** Whether a token knows the room better than the server, which was started again since it was signed. */
const outranks = (claims: ResumeClaims, room: RoomState, nowMs: number): boolean => {
  if (claims.born === room.born) return claims.revision > room.revision;
  // An earlier life may take back its own name, not what others have sealed with a secret of theirs.
  return claims.born > room.born || (room.provisionalUntil > nowMs && (room.key.mode === "open" || sameKey(claims.key, room.key)));
};

/** A join, with those who had left when the last one of the room's life was gone. */
type Rebuilding = JoinRequest & { readonly left: readonly ParticipantId[] };

const roomFor = (
  before: RoomState | undefined,
  claims: ResumeClaims | undefined,
  request: Rebuilding,
): { room: RoomState; notices: readonly Notice[] } => {
  if (before === undefined) return { room: claims === undefined ? createRoom(request) : rebuildRoom(claims, request), notices: [] };
  if (claims === undefined || !outranks(claims, before, request.nowMs)) return { room: before, notices: [] };
  return adoptFacts(before, claims, request);
};

const createRoom = (request: JoinRequest): RoomState => ({
  name: request.name,
  key: request.key,
  born: request.nowMs,
  revision: 0,
  provisionalUntil: request.startedUntil > request.nowMs ? request.startedUntil : 0,
  capacity: request.capacity,
  locked: false,
  host: request.freshId,
  seats: [],
  removed: [],
  left: [],
  departed: [],
  settlesAt: 0,
});

const rebuildRoom = (claims: ResumeClaims, request: Rebuilding): RoomState => ({
  ...createRoom(request),
  key: claims.key,
  born: claims.born,
  revision: claims.revision,
  provisionalUntil: 0,
  capacity: claims.capacity,
  locked: claims.locked,
  host: claims.host,
  removed: claims.removed,
  left: [...new Set([...request.left, ...claims.left])].slice(-maxRemembered),
  settlesAt: request.nowMs + request.graceMs,
});

/**
 * Those inside stay, except who came with another secret, is known to have been removed, or came without
 * a token before the server knew that the room was locked.
 */
const adoptFacts = (before: RoomState, claims: ResumeClaims, request: Rebuilding): { room: RoomState; notices: readonly Notice[] } => {
  const rebuilt = rebuildRoom(claims, request);
  const sameRoom = sameKey(before.key, claims.key);
  const stays = (seat: Seat): boolean => sameRoom && !claims.removed.includes(seat.participant) && !(claims.locked && seat.unproven);
  const gone = before.seats.filter((seat) => !stays(seat));
  const code = sameRoom ? "room/removed" : "room/secret-wrong";
  return {
    room: {
      ...rebuilt,
      seats: before.seats.filter(stays),
      left: [...new Set([...before.left, ...rebuilt.left])].slice(-maxRemembered),
      departed: before.departed,
    },
    notices: [
      ...gone.map((seat): Notice => ({ kind: "ended", socket: seat.socket, code })),
      ...gone.map((seat): Notice => ({ kind: "left", participant: seat.participant, reason: "removed" })),
      { kind: "facts" },
    ],
  };
};

const whyShut = (room: RoomState, claims: ResumeClaims | undefined, request: JoinRequest): Refusal | undefined => {
  if ("sealed" in request.profile !== (room.key.mode === "sealed")) return refuse("signal/plain-refused", {});
  if (claims !== undefined && seatOf(room, claims.participant) !== undefined) return undefined;
  if (room.locked && claims === undefined) return refuse("room/locked", {});
  const settling = room.settlesAt > request.nowMs;
  const capacity = claims !== undefined && settling ? limits.maxRoomCapacity : room.capacity;
  return room.seats.length >= capacity ? refuse("room/full", { capacity: room.capacity }) : undefined;
};

const takeSeat = (
  room: RoomState,
  before: readonly Notice[],
  { claims, request }: { claims: ResumeClaims | undefined; request: JoinRequest },
): JoinPlan => {
  const participant = claims?.participant ?? request.freshId;
  const old = seatOf(room, participant);
  const { instance, profile, socket, nowMs } = request;
  const joinedAt = old?.joinedAt ?? claims?.joinedAt ?? nowMs;
  const unproven = old?.unproven ?? (claims === undefined && Math.max(room.settlesAt, room.provisionalUntil) > nowMs);
  const seat: Seat = { participant, instance, joinedAt, unproven, profile, socket, awayUntil: 0 };
  const others = room.seats.filter((other) => other !== old);
  const seats = [...others, seat].sort((a, b) => a.joinedAt - b.joinedAt);
  const notices: Notice[] = [...before];
  if (old !== undefined && old.awayUntil === 0 && old.socket !== socket) {
    notices.push(
      old.instance === instance ? { kind: "stale", socket: old.socket } : { kind: "ended", socket: old.socket, code: "session/replaced" },
    );
  }
  notices.push({ kind: "changed", participant });
  const departed = room.departed.filter((id) => id !== participant);
  return { room: { ...room, seats, departed }, notices, outcome: { ok: true, value: participant } };
};
