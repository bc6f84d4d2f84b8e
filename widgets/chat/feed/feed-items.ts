import type { FeedItem } from "@tfx/widget-sdk";
import { longestText } from "../messages/entry.ts";
import type { Message } from "../messages/fold-messages.ts";
import { plainWords } from "../text/plain-words.ts";

const lines = { line: "\n", block: "\n", item: "\n" } as const;

interface Known {
  readonly revision: number;
  readonly text: string;
  readonly at: number;
}

const wordsOf = ({ isDeleted, text, mentions }: Message): string =>
  isDeleted ? "" : plainWords(text, mentions, lines).slice(0, longestText);

/** Tells what has been added to the chat since it was asked last. */
export interface FeedItems {
  next(messages: readonly Message[]): readonly FeedItem[];
}

/** What the chat begins with on this page. */
export interface FeedStart {
  /** What is there already. */
  readonly first: readonly Message[];
  /** When somebody opened the chat in this call. */
  readonly startedAt: number;
}

/** A chat that was opened just now: it opens with a message, and takes a moment to be ready on the others' pages. */
const freshMs = 60_000;

/**
 * Messages to everybody as items of the feed `chat`: their words without signs, an edit under the same id, a deletion as an
 * empty text. What was there at first is history, unless the chat itself is fresh. A message that only shows something has
 * no words, and no item.
 *
 * Times are of this device's clock, for readers have to tell what was written before something else happened: a message
 * that arrives late, after its author was cut off, was written when the author's earlier ones say it was.
 */
export const createFeedItems = ({ first, startedAt }: FeedStart, nowMs: () => number): FeedItems => {
  const known = new Map<string, Known>();
  const ahead = new Map<string, number>();
  const isFresh = nowMs() - startedAt < freshMs;
  const writtenAt = ({ from, at }: Message): number => {
    const clockAhead = Math.max(ahead.get(from) ?? Number.NEGATIVE_INFINITY, at - nowMs());
    ahead.set(from, clockAhead);
    return Math.round(at - clockAhead);
  };
  for (const message of first) {
    const at = Math.round(Math.min(isFresh ? Math.max(message.at, startedAt) : message.at, nowMs()));
    known.set(message.id, isFresh ? { revision: 0, text: "", at } : { revision: message.revision, text: wordsOf(message), at });
    // What its author says next may come late.
    writtenAt(message);
  }
  const look = (message: Message): FeedItem | undefined => {
    const { id, from, revision } = message;
    const before = known.get(id);
    if (before?.revision === revision) return undefined;
    const [text, at] = [wordsOf(message), before?.at ?? writtenAt(message)];
    known.set(id, { revision, text, at });
    return text === (before?.text ?? "") ? undefined : { id, from, text, at, done: true };
  };
  return { next: (messages) => messages.flatMap((message) => look(message) ?? []) };
};
