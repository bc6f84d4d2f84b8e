import type { BroadcastText, BroadcastTextKind, FeedItem } from "@tfx/widget-sdk";

/** What goes out and what does not, decided one text at a time. */
export interface TextBook {
  /** What is written from now on may go out. What is open stays open. */
  open(kind: BroadcastTextKind, nowMs: number): void;
  /** Nothing more goes out, except that something is taken back. */
  close(kind: BroadcastTextKind): void;
  /** What goes out of an item of a feed; `name` of whoever it is by, undefined for those who are left out, and those who are not there to be asked. */
  take(kind: BroadcastTextKind, item: FeedItem, name: string | undefined): BroadcastText | undefined;
  /** Takes back everything by these people. */
  takeBack(people: ReadonlySet<string>): readonly BroadcastText[];
  /** The last that went out of the chat, for a gateway that has forgotten. */
  lastOfChat(): readonly BroadcastText[];
}

interface Sent {
  readonly text: BroadcastText;
  readonly from: string;
}

/** As long as names and texts may be where they are read. */
const mostName = 64;
const mostText = 4_000;
const mostAgain = 30;
/** What was sent longer ago is not remembered, and not changed any more. */
const mostSent = 2_000;

const gone = (text: BroadcastText): BroadcastText => ({ ...text, name: undefined, text: "", done: true });

/** Makes the book of one broadcast. Its ids say nothing of people: those of the feeds stay in the call. */
export const createTextBook = (): TextBook => {
  const since = new Map<BroadcastTextKind, number>();
  const sent = new Map<string, Sent>();
  let count = 0;
  const note = (key: string, one: Sent): BroadcastText => {
    sent.set(key, one);
    const [oldest] = sent.keys();
    if (sent.size > mostSent && oldest !== undefined) sent.delete(oldest);
    return one.text;
  };
  const takeOneBack = (key: string, { text, from }: Sent): BroadcastText | undefined =>
    text.text === "" ? undefined : note(key, { text: gone(text), from });
  const isNews = (kind: BroadcastTextKind, { at }: FeedItem, before: Sent | undefined): boolean => {
    const fromMs = since.get(kind);
    // What was written before, or in a break, stays inside whatever is done with it later.
    return fromMs !== undefined && (before !== undefined || at >= fromMs);
  };
  return {
    open(kind, nowMs) {
      if (!since.has(kind)) since.set(kind, nowMs);
    },
    close: (kind) => void since.delete(kind),
    take(kind, item, name) {
      const key = `${kind} ${item.id}`;
      const before = sent.get(key);
      // Whoever provides the feed made a mistake: one text has one author.
      if (before !== undefined && before.from !== item.from) return takeOneBack(key, before);
      if (item.text.trim() === "" || name === undefined) return before && takeOneBack(key, before);
      if (!isNews(kind, item, before)) return undefined;
      const id = before?.text.id ?? `${kind}-${(count += 1)}`;
      const at = before?.text.at ?? Math.max(Math.round(item.at), 0);
      const text = { id, kind, name: name.slice(0, mostName) || undefined, text: item.text.slice(0, mostText), at, done: item.done };
      return note(key, { text, from: item.from });
    },
    lastOfChat: () =>
      [...sent.values()]
        .map(({ text }) => text)
        .filter(({ kind, text }) => kind === "chat" && text !== "")
        .slice(-mostAgain),
    takeBack: (people) => [...sent].flatMap(([key, one]) => (people.has(one.from) ? (takeOneBack(key, one) ?? []) : [])),
  };
};
