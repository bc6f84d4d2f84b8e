import { z } from "zod";
import { connectionId, instanceId, participantId, roomName } from "./ids.ts";
import { limits } from "./limits.ts";
import { wireError } from "./wire-error.ts";

const base64url = z.string().regex(/^[\w-]*$/);
const sequence = z.number().int().min(0).max(0xffff_ffff);
const lastReceived = z.number().int().min(-1).max(0xffff_ffff);

/**
 * What only the receiver should read: sealed with a key that the server lacks, or open text in a room
 * that was made by typing its name. The text inside an open one is JSON.
 */
const sealable = (maxChars: number) =>
  z.union([z.strictObject({ sealed: base64url.min(1).max(maxChars) }), z.strictObject({ open: z.string().min(1).max(maxChars) })]);

/** Sealed or open text of a signal; opened, it is a `PeerSignal`. */
export const signalPayload = sealable(limits.maxSignalChars);
/** Sealed or open text of a signal. */
export type SignalPayload = z.output<typeof signalPayload>;

/** Sealed or open text of a profile; opened, it is a `Profile`. */
export const profilePayload = sealable(limits.maxProfileChars);
/** Sealed or open text of a profile. */
export type ProfilePayload = z.output<typeof profilePayload>;

/**
 * How a room is entered. The first to join fixes it for the room's life: sealed with the proof that is
 * derived from the link's secret (HKDF, RFC 5869), or open.
 */
export const roomAccess = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("sealed"), proof: base64url.length(43) }),
  z.object({ mode: z.literal("open") }),
]);
/** How a room is entered. */
export type RoomAccess = z.output<typeof roomAccess>;

/** One person in the roster, as the server tells it to the others. */
export const rosterEntry = z.object({
  participant: participantId,
  instance: instanceId,
  /** Server time of the first join, in milliseconds since 1970. */
  joinedAt: z.number().int(),
  /** The socket dropped and the seat is kept; links may go on without it. */
  away: z.boolean(),
  profile: profilePayload,
});
/** One person in the roster. */
export type RosterEntry = z.output<typeof rosterEntry>;

/** What holds for the whole room. */
export const roomFacts = z.object({
  host: participantId.nullable(),
  locked: z.boolean(),
  capacity: z.number().int().min(2).max(limits.maxRoomCapacity),
});
/** What holds for the whole room. */
export type RoomFacts = z.output<typeof roomFacts>;

/** One STUN or TURN server, as `RTCIceServer` takes it (W3C WebRTC §4.2.4). */
export const iceServer = z.object({
  urls: z.array(z.string().max(512)).min(1).max(8),
  username: z.string().max(512).optional(),
  credential: z.string().max(512).optional(),
});
/** One STUN or TURN server. */
export type IceServer = z.output<typeof iceServer>;

const empty = z.object({});
const token = z.string().max(2_048);

/**
 * Calls from a client to the server: each is answered with {@link CallAnswer}. The server checks
 * params, the client checks results. Unknown fields are ignored, unknown names get
 * `protocol/unknown-call`.
 */
export const clientCalls = {
  /** Who is inside and whether one could enter, without entering. The proof is asked as in a join. */
  "room.peek": {
    params: z.object({ room: roomName, access: roomAccess }),
    result: z.object({
      exists: z.boolean(),
      locked: z.boolean(),
      full: z.boolean(),
      roster: z.array(rosterEntry).max(limits.maxRoomCapacity),
    }),
  },
  /**
   * Enters a room, or takes the own seat again with the token of an earlier join (after a dropped
   * socket, a reload or a restart of the server). The roster of the answer holds the others only.
   */
  "room.join": {
    params: z.object({
      protocol: z.number().int(),
      room: roomName,
      access: roomAccess,
      instance: instanceId,
      profile: profilePayload,
      resume: z.string().max(8_192).optional(),
    }),
    result: z.object({
      participant: participantId,
      /** Server time of the own first join, in milliseconds since 1970: of one clock with those of the roster. */
      joinedAt: z.number().int(),
      facts: roomFacts,
      roster: z.array(rosterEntry).max(limits.maxRoomCapacity),
      resume: z.string().max(8_192),
      iceServers: z.array(iceServer).max(16),
      /** The room was rebuilt from a token after a restart: others may be missing until this many milliseconds have passed. */
      settlesInMs: z.number().int().min(0),
    }),
  },
  /** Leaves the room; the seat is gone at once. */
  "room.leave": { params: empty, result: empty },
  /** Host: locks or unlocks the room against newcomers. */
  "room.lock": { params: z.object({ locked: z.boolean() }), result: empty },
  /** Host: removes a participant, who cannot come back with the old token. */
  "room.remove": { params: z.object({ participant: participantId }), result: empty },
  /** Host: ends the call for everybody. */
  "room.end": { params: empty, result: empty },
  /**
   * A name for a broadcast on the deployment's gateway, for somebody who sits in the room, and what opens it there:
   * nothing where the gateway asks for nothing. `renew`: the token of the name one has, for one that ends later.
   * `viewToken` lets others watch, where the gateway asks them. How long tokens hold is the server's to say.
   */
  "broadcast.grant": {
    params: z.object({ renew: token.optional() }),
    result: z.object({ stream: z.string().regex(/^[\w-]{1,64}$/), token: token.optional(), viewToken: token.optional() }),
  },
  /** Fresh STUN and TURN servers: TURN credentials expire. */
  "ice.servers": { params: empty, result: z.object({ iceServers: z.array(iceServer).max(16) }) },
} as const;

/** Name of a client call. */
export type ClientCall = keyof typeof clientCalls;
/** Parameters of a client call, as sent. */
export type CallParams<C extends ClientCall> = z.input<(typeof clientCalls)[C]["params"]>;
/** Result of a client call, as received and checked. */
export type CallResult<C extends ClientCall> = z.output<(typeof clientCalls)[C]["result"]>;

/** What the server answers to a call: a value, or the wire form of a `TfxError`. */
export type CallAnswer<C extends ClientCall = ClientCall> =
  | { ok: true; value: z.input<(typeof clientCalls)[C]["result"]> }
  | ({ ok: false } & z.input<typeof wireError>);

/**
 * Messages from a client that are relayed to one participant and have no answer of their own: what is
 * wrong with one comes back as `message.refused`. The server stamps `from`; nobody can claim it.
 */
export const clientMessages = {
  /**
   * One signal of a connection. It is repeated until `ack` of the receiver covers its sequence, which
   * counts from 0 in each direction; `ack` is the last sequence received in order, -1 for none.
   */
  "signal.send": z.object({
    to: participantId,
    connection: connectionId,
    sequence,
    ack: lastReceived,
    payload: signalPayload,
  }),
  /** Acknowledges signals when there is none to send back. */
  "signal.ack": z.object({ to: participantId, connection: connectionId, ack: lastReceived }),
} as const;

/** Name of a relayed message. */
export type ClientMessage = keyof typeof clientMessages;
/** Body of a relayed message. */
export type MessageBody<M extends ClientMessage> = z.output<(typeof clientMessages)[M]>;

/** Events from the server to a client; the client checks each. */
export const serverEvents = {
  /** Somebody came, or came back with another page (`instance` differs), or dropped and returned (`away`). */
  "participant.changed": rosterEntry,
  /** Somebody is gone for good: left, was removed, or did not return in time. */
  "participant.left": z.object({ participant: participantId, reason: z.enum(["left", "removed", "lost"]) }),
  /** The room's facts changed; the token replaces the former one, as it carries them through a restart. */
  "room.changed": z.object({ facts: roomFacts, resume: z.string().max(8_192) }),
  /** A relayed signal. */
  "signal.received": z.object({
    from: participantId,
    connection: connectionId,
    sequence,
    ack: lastReceived,
    payload: signalPayload,
  }),
  /** A relayed acknowledgement. */
  "signal.acked": z.object({ from: participantId, connection: connectionId, ack: lastReceived }),
  /** A message without an answer of its own was wrong. */
  "message.refused": wireError.extend({ message: z.string().max(64) }),
  /** This session is over: removed, ended, replaced. The socket closes next. */
  "session.ended": wireError,
  /** The server goes down on purpose; come back after the delay. */
  "server.closing": z.object({ retryAfterMs: z.number().int().min(0).max(600_000) }),
} as const;

/** Name of a server event. */
export type ServerEvent = keyof typeof serverEvents;
/** Body of a server event. */
export type EventBody<E extends ServerEvent> = z.output<(typeof serverEvents)[E]>;
