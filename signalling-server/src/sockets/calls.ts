import { limits, type clientCalls, type ClientCall, type IceServer, type ParticipantId } from "@tfx/protocol";
import type { z } from "zod";
import type { AddressLimits } from "../limits/address-limits.ts";
import type { LiveRooms } from "../rooms/live-rooms.ts";
import { refuse, type Outcome } from "../rooms/refusal.ts";
import { keyOf } from "../rooms/room-key.ts";
import type { Connection } from "./connection.ts";

/** Parameters of a call, checked. */
export type CheckedParams<C extends ClientCall> = z.output<(typeof clientCalls)[C]["params"]>;

/** What answers each call. */
export type CallHandlers = {
  readonly [C in ClientCall]: (
    connection: Connection,
    params: CheckedParams<C>,
  ) => Promise<Outcome<z.input<(typeof clientCalls)[C]["result"]>>>;
};

/** What the calls stand on. */
export interface CallsOptions {
  readonly rooms: LiveRooms;
  readonly addresses: AddressLimits;
  readonly iceServers: (participant: ParticipantId) => IceServer[];
  /** A place on the gateway, or the one that a token is for; undefined when it is none that can be renewed. */
  readonly grantBroadcast: (renew: string | undefined) => z.input<(typeof clientCalls)["broadcast.grant"]["result"]> | undefined;
  readonly now: () => number;
}

const done = { ok: true, value: {} } as const;
const notJoined = refuse("room/not-joined", {});

/** The calls of a client, one function each. */
export const createCalls = ({ rooms, addresses, iceServers, grantBroadcast, now }: CallsOptions): CallHandlers => ({
  "room.peek": async ({ address }, { room, access }) => guardDoor({ addresses, address, now }, () => rooms.peek(room, keyOf(access))),

  "room.join": async (connection, { protocol, room, access, instance, profile, resume }) => {
    if (protocol !== limits.protocolVersion) return refuse("protocol/version", { spoken: limits.protocolVersion });
    const entrant = { name: room, key: keyOf(access), instance, profile, resume };
    const entered = await guardDoor({ addresses, address: connection.address, now }, () => rooms.join(connection, entrant));
    if (!entered.ok) return entered;
    return { ok: true, value: { ...entered.value, iceServers: iceServers(entered.value.participant) } };
  },

  "room.leave": async (connection) => {
    await rooms.leave(connection);
    return done;
  },

  "room.lock": async ({ place }, { locked }) => (place === undefined ? notJoined : rooms.lock(place, locked)),

  "room.remove": async ({ place }, { participant }) => (place === undefined ? notJoined : rooms.remove(place, participant)),

  "room.end": async ({ place }) => (place === undefined ? notJoined : rooms.end(place)),

  "broadcast.grant": async ({ place, address }, { renew }) => {
    if (place === undefined) return notJoined;
    const retryAfterMs = addresses.take("grants", address, now());
    if (retryAfterMs > 0) return refuse("rate/limited", { retryAfterMs });
    const value = grantBroadcast(renew);
    return value === undefined ? refuse("protocol/invalid", { call: "broadcast.grant", path: "renew" }) : { ok: true, value };
  },

  "ice.servers": async ({ place }) =>
    place === undefined ? notJoined : { ok: true, value: { iceServers: iceServers(place.participant) } },
});

/** Counts who knocks, and wrong secrets apart: past a few of those the address must wait. */
const guardDoor = async <T>(
  { addresses, address, now }: { addresses: AddressLimits; address: string; now: () => number },
  knock: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> => {
  const nowMs = now();
  const retryAfterMs = Math.max(addresses.take("joins", address, nowMs), addresses.waitMs("guesses", address, nowMs));
  if (retryAfterMs > 0) return refuse("rate/limited", { retryAfterMs });
  const outcome = await knock();
  if (!outcome.ok && outcome.code === "room/secret-wrong") addresses.take("guesses", address, nowMs);
  return outcome;
};
