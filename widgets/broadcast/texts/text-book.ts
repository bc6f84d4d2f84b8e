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

/** One kind: a flood of captions makes nobody forget what can be taken back of the chat. */
const createShelf = () => ({
  /** By the ids of the feed. */
  sent: new Map<string, Sent>(),
  /** What stays in the call whatever is done with it later: written before, in a break, by whoever was left out then; and what is forgotten. */
  inside: new Set<string>(),
  sinceMs: undefined as number | undefined,
});
type Shelf = ReturnType<typeof createShelf>;

const keepInside = ({ inside }: Shelf, id: string): void => {
  inside.add(id);
  const [oldest] = inside;
  if (inside.size > mostSent && oldest !== undefined) inside.delete(oldest);
};

const note = (shelf: Shelf, id: string, one: Sent): BroadcastText => {
  const { sent } = shelf;
  sent.set(id, one);
  const [oldest] = sent.keys();
  if (sent.size > mostSent && oldest !== undefined) {
    sent.delete(oldest);
    keepInside(shelf, oldest);
  }
  return one.text;
};

const takeOneBack = (shelf: Shelf, id: string, { text, from }: Sent): BroadcastText | undefined =>
  text.text === "" ? undefined : note(shelf, id, { text: gone(text), from });

/** Heard of for the first time, and written since it may go out, as far as its provider knows. */
const isNews = ({ sinceMs }: Shelf, { at }: FeedItem): boolean => sinceMs !== undefined && at >= sinceMs;

/** Makes the book of one broadcast. Its ids say nothing of people: those of the feeds stay in the call. */
export const createTextBook = (): TextBook => {
  const shelves: Readonly<Record<BroadcastTextKind, Shelf>> = { chat: createShelf(), captions: createShelf() };
  let count = 0;
  return {
    open: (kind, nowMs) => void (shelves[kind].sinceMs ??= nowMs),
    close: (kind) => void (shelves[kind].sinceMs = undefined),
    take(kind, item, name) {
      const shelf = shelves[kind];
      const before = shelf.sent.get(item.id);
      // Whoever provides the feed made a mistake: one text has one author.
      if (before !== undefined && before.from !== item.from) return takeOneBack(shelf, item.id, before);
      const isEmpty = item.text.trim() === "";
      if (before === undefined && !isEmpty && (name === undefined || !isNews(shelf, item))) keepInside(shelf, item.id);
      if (isEmpty || name === undefined) return before && takeOneBack(shelf, item.id, before);
      if (shelf.sinceMs === undefined || shelf.inside.has(item.id)) return undefined;
      const id = before?.text.id ?? `${kind}-${(count += 1)}`;
      const at = before?.text.at ?? Math.min(Math.max(Math.round(item.at), 0), Number.MAX_SAFE_INTEGER);
      const text = { id, kind, name: name.slice(0, mostName) || undefined, text: item.text.slice(0, mostText), at, done: item.done };
      return note(shelf, item.id, { text, from: item.from });
    },
    lastOfChat: () =>
      [...shelves.chat.sent.values()]
        .map(({ text }) => text)
        .filter(({ text }) => text !== "")
        .slice(-mostAgain),
    takeBack: (people) =>
      Object.values(shelves).flatMap((shelf) =>
        [...shelf.sent].flatMap(([id, one]) => (people.has(one.from) ? (takeOneBack(shelf, id, one) ?? []) : [])),
      ),
  };
};
