import { z } from "zod";
import { participantId } from "../../ids.ts";
import { apiCall, apiEvent, apiSignal, apiStream } from "../api-entry.ts";
import { receivers } from "./names.ts";

const isBlob = (value: unknown): boolean => typeof Blob !== "undefined" && value instanceof Blob;

/** A file's id, which whoever fetches it has to know: 16 random bytes in base64url. */
const fileId = z.string().regex(/^[\w-]{22}$/);

const bytes = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** What is known of a file that somebody shares. */
export const sharedFile = z.strictObject({
  id: fileId,
  name: z.string().min(1).max(255),
  /** Media type as the sender's browser names it; it proves nothing. */
  type: z.string().max(128),
  size: bytes,
});
/** What is known of a file that somebody shares. */
export type SharedFile = z.output<typeof sharedFile>;

/** How far somebody has fetched a file. */
export const sending = z.object({
  id: fileId,
  to: participantId,
  bytes,
  state: z.enum(["running", "paused", "done", "failed"]),
});
/** How far somebody has fetched a file. */
export type Sending = z.output<typeof sending>;

/** How far a file is that is being fetched. */
export const fetchProgress = z.object({
  /** Asks where to; waits for the sender; runs; waits for the link to be repaired; puts away what has arrived; is there. */
  state: z.enum(["choosing", "waiting", "running", "paused", "saving", "done"]),
  /** Written so far. */
  bytes,
  bytesPerSecond: z.number().min(0),
  /** Absent while nothing moves. */
  secondsLeft: z.number().min(0).optional(),
});
/** How far a file is that is being fetched. */
export type FetchProgress = z.output<typeof fetchProgress>;

/** Files of any size, from whoever shares one to whoever fetches it. */
export const filesApi = {
  "files.share": apiCall({
    permission: "files:send",
    params: z.strictObject({ file: z.custom<Blob>(isBlob), name: z.string().min(1).max(255), to: receivers }),
    result: sharedFile,
    limits: { perSecond: 2, burst: 20 },
    doc: "Lets the others fetch a file, or only those in `to`, for as long as the widget runs. Nothing is read or sent before; tell them what it answers, such as in a log. Rejects with widget/quota when too many are shared.",
  }),
  "files.unshare": apiSignal({
    permission: "files:send",
    params: z.strictObject({ id: fileId }),
    doc: "Shares a file no more; whoever is fetching it fails with file/gone.",
  }),
  "files.sending": apiEvent({
    permission: "files:send",
    params: z.object({ sending: z.array(sending).max(512) }),
    doc: "Who fetches which of the own files, and how far they are: at the start and at changes, at most four times a second.",
  }),
  "files.fetch": apiStream({
    permission: "download",
    params: z.strictObject({ ...sharedFile.shape, from: participantId }),
    result: fetchProgress,
    limits: { perSecond: 2, burst: 10 },
    doc: "Fetches a file that `from` shares and saves it where the person chooses; ends after the last state, which always arrives. Closing it cancels. Rejects with file/gone, file/changed, file/cancelled or file/no-space.",
  }),
} as const;
