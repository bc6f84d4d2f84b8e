import { decode } from "@msgpack/msgpack";
import { isModest } from "./message-pack-guard.ts";
import { unpin } from "./unpin.ts";

/** Decodes bytes that came over a border; undefined for what is no MessagePack, or declares more than it holds. */
export const readMessagePack = (bytes: Uint8Array): unknown => {
  if (!isModest(bytes)) return undefined;
  try {
    return unpin(decode(bytes));
  } catch {
    // What another participant sent, or a store held, that cannot be read; the caller refuses it.
    return undefined;
  }
};
