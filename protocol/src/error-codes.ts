/** Kinds of a detail, without a schema library, since every widget carries this table; `?` may be left out. */
interface DetailKinds {
  readonly integer: number;
  readonly text: string;
}
type DetailKind = keyof DetailKinds;
type DetailShape = Readonly<Record<string, DetailKind | `${DetailKind}?`>>;

/**
 * Every error that crosses a border, as `area/reason`, with the shape of its details. The table in
 * `docs/errors.md` is made from it. `doc` says what happened, for the developer who reads a log;
 * what a person reads is chosen by the app.
 */
export const errorCodes = {
  "protocol/version": {
    details: { spoken: "integer" },
    doc: "The other end speaks another version of the signalling protocol; `spoken` is the server's.",
  },
  "protocol/invalid": {
    details: { call: "text?", path: "text?" },
    doc: "A message does not fit its schema; `path` names the first wrong field.",
  },
  "protocol/too-large": {
    details: { limit: "integer" },
    doc: "A message is longer than its limit, in bytes or characters.",
  },
  "protocol/unknown-call": { details: {}, doc: "The message's name is in no table." },
  "rate/limited": {
    details: { retryAfterMs: "integer" },
    doc: "Too many messages in a short time; wait, then repeat. Going on ends the connection.",
  },
  "room/full": {
    details: { capacity: "integer" },
    doc: "The room holds as many people as it may.",
  },
  "room/locked": { details: {}, doc: "The host has locked the room against newcomers." },
  "room/secret-needed": { details: {}, doc: "The room is sealed and the link carries no secret." },
  "room/secret-wrong": {
    details: {},
    doc: "The secret is not the room's, or the room is open and a sealed link must not be talked down.",
  },
  "room/removed": { details: {}, doc: "The host removed this participant from the room." },
  "room/ended": { details: {}, doc: "The host ended the call for everybody." },
  "room/not-joined": { details: {}, doc: "The call needs a room, and this socket is in none." },
  "room/not-host": { details: {}, doc: "Only the room's host may do this." },
  "room/unknown-participant": { details: {}, doc: "Nobody in the room has this participant id." },
  "signal/plain-refused": { details: {}, doc: "A sealed room relays sealed signals only." },
  "signal/unsealed": { details: {}, doc: "A sealed signal or profile could not be opened with the room's key." },
  "signal/backlog": { details: {}, doc: "The receiver has acknowledged nothing for too long; the connection is given up." },
  "session/replaced": { details: {}, doc: "The same participant joined from another page, which goes on with the call." },
  "session/ended": { details: {}, doc: "The session was left or closed; it cannot be used again." },
  "server/closing": {
    details: { retryAfterMs: "integer" },
    doc: "The server shuts down on purpose and expects to be back; connect again after the delay.",
  },
  "server/busy": { details: {}, doc: "The server is at one of its limits (rooms, sockets)." },
  "server/unreachable": { details: {}, doc: "No connection to the signalling server." },
  "server/timeout": { details: {}, doc: "The server did not answer a call in time." },
  "link/failed": { details: {}, doc: "No network path to the other participant was found, with or without a relay." },
  "link/closed": { details: {}, doc: "The link to the other participant is gone." },
  "topic/invalid": { details: { topic: "text" }, doc: "A message does not fit the topic's schema." },
  "topic/too-large": {
    details: { topic: "text", limit: "integer" },
    doc: "A message is larger than the topic or its lane allows, in bytes.",
  },
  "media/blocked": { details: {}, doc: "The person has blocked the device for this site (NotAllowedError, permission denied)." },
  "media/dismissed": { details: {}, doc: "The person closed the browser's question (NotAllowedError, permission prompt)." },
  "media/system-blocked": { details: {}, doc: "The operating system keeps the browser from the device." },
  "media/not-found": { details: {}, doc: "There is no device of this kind (NotFoundError)." },
  "media/busy": { details: {}, doc: "Another program holds the device (NotReadableError, AbortError)." },
  "media/unsuitable": { details: {}, doc: "No device meets the constraints (OverconstrainedError)." },
  "media/insecure": { details: {}, doc: "The page is not a secure context, so the browser offers no devices." },
  "media/cancelled": { details: {}, doc: "The person closed the picker of a screen share; not a failure." },
  "media/failed": { details: {}, doc: "The browser gave another reason; it is the error's cause." },
  "invite/invalid": { details: {}, doc: "The text is neither an invitation link nor a room name." },
  "widget/denied": {
    details: { permission: "text" },
    doc: "The person has not granted the permission that the call needs.",
  },
  "widget/revoked": { details: {}, doc: "The permission was taken back while the call or stream was under way." },
  "widget/quota": {
    details: { limit: "integer" },
    doc: "What the widget may keep or send is used up; the limit is in bytes or entries.",
  },
  "widget/stopped": { details: {}, doc: "The instance of the widget has ended; its context cannot be used any more." },
  "widget/unresponsive": { details: {}, doc: "The widget's frame said nothing in time, or stopped answering." },
  "widget/crashed": { details: { text: "text" }, doc: "The widget's own code threw while it started." },
  "widget/incompatible": { details: {}, doc: "The widget speaks no version that the host or the others speak." },
  "widget/invalid": {
    details: { path: "text" },
    doc: "A manifest or a bundle is not what it must be; `path` names the first wrong field.",
  },
  "state/invalid": { details: {}, doc: "Bytes that are no update of the shared document." },
  "file/gone": { details: {}, doc: "The file is not shared any more, or not with this participant, or its owner left." },
  "file/changed": { details: {}, doc: "What arrived is not what was shared: a digest does not hold, or the owner's file changed on disk." },
  "file/cancelled": { details: {}, doc: "The person chose no place to save the file; not a failure." },
  "file/no-space": { details: {}, doc: "The device has no room for the file." },
  "config/invalid": {
    details: { variable: "text" },
    doc: "An environment variable of the server is missing or wrong.",
  },
  internal: { details: {}, doc: "A bug; the other end sees this code and nothing else." },
} as const satisfies Record<string, { details: DetailShape; doc: string }>;

/** A code of the error table, `area/reason`. */
export type ErrorCode = keyof typeof errorCodes;

type OptionalKeys<S extends DetailShape> = { [K in keyof S]: S[K] extends `${string}?` ? K : never }[keyof S];
type KindOf<T> = T extends DetailKind ? DetailKinds[T] : T extends `${infer K extends DetailKind}?` ? DetailKinds[K] | undefined : never;
type DetailsOf<S extends DetailShape> = S extends unknown
  ? keyof S extends never
    ? Record<string, never>
    : { [K in Exclude<keyof S, OptionalKeys<S>>]: KindOf<S[K]> } & { [K in OptionalKeys<S>]?: KindOf<S[K]> }
  : never;

/** The details that belong to a code. */
export type ErrorDetails<C extends ErrorCode> = DetailsOf<(typeof errorCodes)[C]["details"]>;

const codes = new Set<string>(Object.keys(errorCodes));

/** Whether a text is a code of the table. */
export const isErrorCode = (text: string): text is ErrorCode => codes.has(text);

const isOfKind = (kind: string, value: unknown): boolean => {
  if (kind.endsWith("?") && value === undefined) return true;
  return kind.startsWith("integer") ? Number.isSafeInteger(value) : typeof value === "string";
};

/** What another end says are the details of a code: those that the table names, or undefined where one does not fit. */
export const readDetails = <C extends ErrorCode>(code: C, given: Readonly<Record<string, unknown>>): ErrorDetails<C> | undefined => {
  const details: Record<string, unknown> = {};
  for (const [key, kind] of Object.entries(errorCodes[code].details)) {
    const value = Object.hasOwn(given, key) ? given[key] : undefined;
    if (!isOfKind(kind, value)) return undefined;
    if (value !== undefined) details[key] = value;
  }
  return details as ErrorDetails<C>;
};
