import { z } from "zod";

const none = z.object({});

/**
 * Every error that crosses a border, as `area/reason`, with the shape of its details. The table in
 * `docs/errors.md` is made from it. `doc` says what happened, for the developer who reads a log;
 * what a person reads is chosen by the app.
 */
export const errorCodes = {
  "protocol/version": {
    details: z.object({ spoken: z.number().int() }),
    doc: "The other end speaks another version of the signalling protocol; `spoken` is the server's.",
  },
  "protocol/invalid": {
    details: z.object({ call: z.string().optional(), path: z.string().optional() }),
    doc: "A message does not fit its schema; `path` names the first wrong field.",
  },
  "protocol/too-large": {
    details: z.object({ limit: z.number().int() }),
    doc: "A message is longer than its limit, in bytes or characters.",
  },
  "protocol/unknown-call": { details: none, doc: "The message's name is in no table." },
  "rate/limited": {
    details: z.object({ retryAfterMs: z.number().int() }),
    doc: "Too many messages in a short time; wait, then repeat. Going on ends the connection.",
  },
  "room/full": {
    details: z.object({ capacity: z.number().int() }),
    doc: "The room holds as many people as it may.",
  },
  "room/locked": { details: none, doc: "The host has locked the room against newcomers." },
  "room/secret-needed": { details: none, doc: "The room is sealed and the link carries no secret." },
  "room/secret-wrong": {
    details: none,
    doc: "The secret is not the room's, or the room is open and a sealed link must not be talked down.",
  },
  "room/removed": { details: none, doc: "The host removed this participant from the room." },
  "room/ended": { details: none, doc: "The host ended the call for everybody." },
  "room/not-joined": { details: none, doc: "The call needs a room, and this socket is in none." },
  "room/not-host": { details: none, doc: "Only the room's host may do this." },
  "room/unknown-participant": { details: none, doc: "Nobody in the room has this participant id." },
  "signal/plain-refused": { details: none, doc: "A sealed room relays sealed signals only." },
  "signal/unsealed": { details: none, doc: "A sealed signal or profile could not be opened with the room's key." },
  "signal/backlog": { details: none, doc: "The receiver has acknowledged nothing for too long; the connection is given up." },
  "session/replaced": { details: none, doc: "The same participant joined from another page, which goes on with the call." },
  "session/ended": { details: none, doc: "The session was left or closed; it cannot be used again." },
  "server/closing": {
    details: z.object({ retryAfterMs: z.number().int() }),
    doc: "The server shuts down on purpose and expects to be back; connect again after the delay.",
  },
  "server/busy": { details: none, doc: "The server is at one of its limits (rooms, sockets)." },
  "server/unreachable": { details: none, doc: "No connection to the signalling server." },
  "server/timeout": { details: none, doc: "The server did not answer a call in time." },
  "link/failed": { details: none, doc: "No network path to the other participant was found, with or without a relay." },
  "link/closed": { details: none, doc: "The link to the other participant is gone." },
  "topic/invalid": { details: z.object({ topic: z.string() }), doc: "A message does not fit the topic's schema." },
  "topic/too-large": {
    details: z.object({ topic: z.string(), limit: z.number().int() }),
    doc: "A message is larger than the topic or its lane allows, in bytes.",
  },
  "media/blocked": { details: none, doc: "The person has blocked the device for this site (NotAllowedError, permission denied)." },
  "media/dismissed": { details: none, doc: "The person closed the browser's question (NotAllowedError, permission prompt)." },
  "media/system-blocked": { details: none, doc: "The operating system keeps the browser from the device." },
  "media/not-found": { details: none, doc: "There is no device of this kind (NotFoundError)." },
  "media/busy": { details: none, doc: "Another program holds the device (NotReadableError, AbortError)." },
  "media/unsuitable": { details: none, doc: "No device meets the constraints (OverconstrainedError)." },
  "media/insecure": { details: none, doc: "The page is not a secure context, so the browser offers no devices." },
  "media/cancelled": { details: none, doc: "The person closed the picker of a screen share; not a failure." },
  "media/failed": { details: none, doc: "The browser gave another reason; it is the error's cause." },
  "invite/invalid": { details: none, doc: "The text is neither an invitation link nor a room name." },
  "widget/denied": {
    details: z.object({ permission: z.string() }),
    doc: "The person has not granted the permission that the call needs.",
  },
  "widget/revoked": { details: none, doc: "The permission was taken back while the call or stream was under way." },
  "widget/quota": {
    details: z.object({ limit: z.number().int() }),
    doc: "What the widget may keep or send is used up; the limit is in bytes or entries.",
  },
  "widget/stopped": { details: none, doc: "The instance of the widget has ended; its context cannot be used any more." },
  "widget/unresponsive": { details: none, doc: "The widget's frame said nothing in time, or stopped answering." },
  "widget/crashed": { details: z.object({ text: z.string() }), doc: "The widget's own code threw while it started." },
  "widget/incompatible": { details: none, doc: "The widget speaks no version that the host or the others speak." },
  "widget/invalid": {
    details: z.object({ path: z.string() }),
    doc: "A manifest or a bundle is not what it must be; `path` names the first wrong field.",
  },
  "state/invalid": { details: none, doc: "Bytes that are no update of the shared document." },
  "config/invalid": {
    details: z.object({ variable: z.string() }),
    doc: "An environment variable of the server is missing or wrong.",
  },
  internal: { details: none, doc: "A bug; the other end sees this code and nothing else." },
} as const satisfies Record<string, { details: z.ZodType<object>; doc: string }>;

/** A code of the error table, `area/reason`. */
export type ErrorCode = keyof typeof errorCodes;

/** The details that belong to a code. */
export type ErrorDetails<C extends ErrorCode> = z.output<(typeof errorCodes)[C]["details"]>;

const codes = new Set<string>(Object.keys(errorCodes));

/** Whether a text is a code of the table. */
export const isErrorCode = (text: string): text is ErrorCode => codes.has(text);
