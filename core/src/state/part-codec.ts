import { decode, encode } from "@msgpack/msgpack";
import { statePart, type StatePart } from "@tfx/protocol/widgets";
import { isModest } from "../channel/message-pack-guard.ts";

/** A part of the state as bytes. */
export const encodePart = (part: StatePart): Uint8Array<ArrayBuffer> => encode(part, { ignoreUndefined: true, maxDepth: 40 });

/** Reads a part that came over a border; undefined for what is none. */
export const decodePart = (bytes: Uint8Array): StatePart | undefined => {
  if (!isModest(bytes)) return undefined;
  try {
    return statePart.safeParse(decode(bytes)).data;
  } catch {
    // Bytes of another participant, or of a store, that are no MessagePack.
    return undefined;
  }
};
