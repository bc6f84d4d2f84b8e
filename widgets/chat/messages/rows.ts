import type { ParticipantId } from "@tfx/widget-sdk";
import type { FileFacts } from "../file/file-facts.ts";
import type { InlinePicture } from "./entry.ts";
import type { Message } from "./fold-messages.ts";

/** A message that only two people have; it is not kept. */
export interface PrivateMessage {
  readonly id: string;
  readonly from: ParticipantId;
  readonly to: ParticipantId;
  readonly at: number;
  readonly text: string;
  readonly picture: InlinePicture | undefined;
  readonly file: FileFacts | undefined;
  /** Id of the last message that was there when it came; `undefined` before the first one. */
  readonly after: string | undefined;
}

/** What stands in the list, before it is grouped. */
export type Item =
  | { readonly kind: "message"; readonly id: string; readonly from: ParticipantId; readonly at: number; readonly message: Message }
  | { readonly kind: "private"; readonly id: string; readonly from: ParticipantId; readonly at: number; readonly message: PrivateMessage };

/** A row of the list. A row that `leads` shows who wrote it and when; those after it belong to it. */
export type Row =
  | { readonly kind: "day"; readonly id: string; readonly at: number }
  | { readonly kind: "new"; readonly id: string }
  | (Item & { readonly leads: boolean });

const groupMs = 5 * 60_000;

const toItem = <K extends Item["kind"]>(kind: K, message: Extract<Item, { kind: K }>["message"]) => {
  const { id, from, at } = message;
  return { kind, id, from, at, message };
};

/** Messages with the private ones among them, where they came in. */
export const joinPrivate = (messages: readonly Message[], privates: readonly PrivateMessage[]): readonly Item[] => {
  const known = new Set(messages.map(({ id }) => id));
  const whispers = new Map<string | undefined, Item[]>();
  for (const message of privates) {
    const place = message.after !== undefined && known.has(message.after) ? message.after : undefined;
    whispers.set(place, [...(whispers.get(place) ?? []), toItem("private", message) as Item]);
  }
  const first = whispers.get(undefined) ?? [];
  return [...first, ...messages.flatMap((message) => [toItem("message", message) as Item, ...(whispers.get(message.id) ?? [])])];
};

const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

const belongsTo = (before: Item | undefined, item: Item): boolean => {
  if (before === undefined || before.kind !== item.kind || before.from !== item.from) return false;
  if (Math.abs(item.at - before.at) > groupMs) return false;
  if (item.kind === "private" && before.kind === "private") return item.message.to === before.message.to;
  return item.kind === "message" && item.message.reply === undefined;
};

// Times are of their authors' clocks: a day line stands where a day begins, never for one that is past.
/** The rows of the list: a line for each day, one before what is new, and the items grouped by author and time. */
export const toRows = (items: readonly Item[], firstNew: string | undefined): readonly Row[] => {
  const rows: Row[] = [];
  let day = Number.NEGATIVE_INFINITY;
  let before: Item | undefined;
  for (const item of items) {
    const itemDay = dayOf(item.at);
    const lines: Row[] = [];
    if (itemDay > day) lines.push({ kind: "day", id: `day-${itemDay}`, at: item.at });
    if (item.id === firstNew) lines.push({ kind: "new", id: "new" });
    rows.push(...lines, { ...item, leads: lines.length > 0 || !belongsTo(before, item) });
    day = Math.max(day, itemDay);
    before = item;
  }
  return rows;
};
