import { z } from "zod";
import { participantId } from "../../ids.ts";
import { apiCall, apiEvent, apiSignal, nothing, plainValue } from "../api-entry.ts";
import { localName } from "./names.ts";

const bytes = z.instanceof(Uint8Array);

/** An entry of a log: signed by its author's session, in the order in which everybody has it. */
export const logEntry = z.object({
  /** Of the author and its count: the same for everybody. */
  id: z.string().max(64),
  from: participantId,
  /** The author's name when it was written, absent without `participants:identity`. */
  name: z.string().optional(),
  /** Milliseconds since 1970 by the author's clock, which may be wrong. */
  at: z.number(),
  /** Logical clock: entries stand in its order, those of one clock in that of their ids. Without it, in order of arrival. */
  clock: z.number().int().optional(),
  value: plainValue,
});
/** An entry of a log. */
export type LogEntry = z.output<typeof logEntry>;

/** State that outlives its widget: owned by the host, kept by everybody in the room. */
export const stateApi = {
  "doc.open": apiCall({
    permission: "state:shared",
    params: z.strictObject({ doc: localName }),
    result: z.object({ update: bytes }),
    limits: { perSecond: 2, burst: 10 },
    doc: "Opens a shared Yjs document and answers with all of it as one update (https://docs.yjs.dev/api/document-updates).",
  }),
  "doc.update": apiCall({
    permission: "state:shared",
    params: z.strictObject({ doc: localName, update: bytes }),
    result: nothing,
    limits: { perSecond: 60, burst: 240 },
    doc: "Adds a Yjs update. Rejects with widget/quota when the document would be longer than the manifest allows, and with state/invalid for what is no update.",
  }),
  "doc.updated": apiEvent({
    permission: "state:shared",
    params: z.object({ doc: localName, update: bytes }),
    doc: "An update of somebody else.",
  }),
  "value.set": apiSignal({
    permission: "state:shared",
    params: z.strictObject({ key: localName, value: plainValue }),
    limits: { perSecond: 30, burst: 60, maxBytes: 16 * 1024 },
    doc: "Sets a shared value; of sets that cross the one of the later clock counts, everywhere.",
  }),
  "value.changed": apiEvent({
    permission: "state:shared",
    params: z.object({ key: localName, value: plainValue }),
    doc: "A shared value was set by anybody, oneself included; those that are there are sent at the start.",
  }),
  "log.append": apiCall({
    permission: "state:shared",
    params: z.strictObject({ log: localName, value: plainValue }),
    result: z.object({ id: z.string() }),
    limits: { perSecond: 10, burst: 40, maxBytes: 32 * 1024 },
    doc: "Appends a signed entry that cannot be changed or disowned. Rejects with widget/quota when the log is full.",
  }),
  "log.entry": apiEvent({
    permission: "state:shared",
    params: z.object({ log: localName, entry: logEntry }),
    doc: "An entry of anybody, oneself included; those that are there are sent at the start. The signature was checked by the host.",
  }),
} as const;
