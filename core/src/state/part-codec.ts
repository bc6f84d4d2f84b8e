import { encode } from "@msgpack/msgpack";
import { statePart, type StatePart } from "@tfx/protocol/widgets";
import { readMessagePack } from "../channel/read-message-pack.ts";

/** A part of the state as bytes. */
export const encodePart = (part: StatePart): Uint8Array<ArrayBuffer> => encode(part, { ignoreUndefined: true, maxDepth: 40 });

/** Reads a part that came over a border; undefined for what is none. */
export const decodePart = (bytes: Uint8Array): StatePart | undefined => statePart.safeParse(readMessagePack(bytes)).data;
