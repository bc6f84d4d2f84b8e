import { createHash, timingSafeEqual } from "node:crypto";
import type { RoomAccess } from "@tfx/protocol";
import { refuse, type Refusal } from "./refusal.ts";

/** How a room is entered, as the server remembers it: never the proof itself. */
export type RoomKey = { readonly mode: "sealed"; readonly proofHash: string } | { readonly mode: "open" };

/** The key that somebody presents. */
export const keyOf = (access: RoomAccess): RoomKey =>
  access.mode === "open"
    ? access
    : { mode: "sealed", proofHash: createHash("sha256").update(`tfx room proof ${access.proof}`).digest("base64url") };

/** Whether two keys are the same, in a time that does not depend on where they differ. */
export const sameKey = (a: RoomKey, b: RoomKey): boolean => {
  if (a.mode === "open" || b.mode === "open") return a.mode === b.mode;
  const [left, right] = [Buffer.from(a.proofHash), Buffer.from(b.proofHash)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Why a presented key does not open the room; `undefined` when it does. */
export const keyProblem = (lock: RoomKey, presented: RoomKey): Refusal | undefined => {
  if (sameKey(lock, presented)) return undefined;
  return lock.mode === "sealed" && presented.mode === "open" ? refuse("room/secret-needed", {}) : refuse("room/secret-wrong", {});
};
