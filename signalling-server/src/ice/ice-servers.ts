import { createHmac } from "node:crypto";
import type { IceServer, ParticipantId } from "@tfx/protocol";

/** STUN and TURN servers that clients are told about. */
export interface IceOptions {
  readonly stunUrls: readonly string[];
  readonly turn: TurnOptions | undefined;
}

/** A TURN server that shares a secret with this one. */
export interface TurnOptions {
  readonly urls: readonly string[];
  readonly secret: string;
  readonly ttlSeconds: number;
}

/**
 * The servers for one participant. TURN credentials are good for a limited time and name the
 * participant, as coturn's `use-auth-secret` takes them (draft-uberti-behave-turn-rest-00): HMAC-SHA1
 * is what that scheme prescribes.
 */
export const iceServersFor = (options: IceOptions, participant: ParticipantId, nowMs: number): IceServer[] => {
  const stun: IceServer[] = options.stunUrls.length === 0 ? [] : [{ urls: [...options.stunUrls] }];
  const { turn } = options;
  if (turn === undefined) return stun;
  const username = `${Math.floor(nowMs / 1_000) + turn.ttlSeconds}:${participant}`;
  const credential = createHmac("sha1", turn.secret).update(username).digest("base64");
  return [...stun, { urls: [...turn.urls], username, credential }];
};
