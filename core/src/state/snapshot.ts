import { encode } from "@msgpack/msgpack";
import type { ParticipantId } from "@tfx/protocol";
import { stateSnapshot, type StatePart } from "@tfx/protocol/widgets";
import { readMessagePack } from "../channel/read-message-pack.ts";
import { decodePart, encodePart } from "./part-codec.ts";
import { restoreSessionKey, type SessionKey } from "./session-key.ts";

/** What a page keeps of a room for its own reload. */
export interface Snapshot {
  readonly self: ParticipantId;
  readonly key: SessionKey;
  readonly parts: Iterable<StatePart>;
}

/** A snapshot as bytes. Where all of it would be longer than that, the largest parts are left out. */
export const encodeSnapshot = async ({ self, key, parts }: Snapshot, maxBytes: number): Promise<Uint8Array> => {
  const encoded = [...parts].map(encodePart).sort((a, b) => a.length - b.length);
  let left = maxBytes - 1_024;
  const kept = encoded.filter(({ length }) => {
    left -= length + 8;
    return left >= 0;
  });
  return encode({ version: 1, self, key: { publicKey: key.publicKey, privateKey: await key.export() }, parts: kept });
};

/** Opens a snapshot of the same participant; undefined for anything else. */
export const decodeSnapshot = async (bytes: Uint8Array, self: ParticipantId): Promise<Snapshot | undefined> => {
  const kept = stateSnapshot.safeParse(readMessagePack(bytes)).data;
  if (kept === undefined || kept.self !== self) return undefined;
  const key = await restoreSessionKey(kept.key.publicKey, kept.key.privateKey);
  if (key === undefined) return undefined;
  const parts = kept.parts.map(decodePart).filter((part) => part !== undefined);
  // Which instances run and which have ended comes before what they hold.
  return { self, key, parts: parts.sort((a, b) => Number(b.part === "room") - Number(a.part === "room")) };
};
