import type { BroadcastText, ReadableText, TextKind, TextPost } from "@tfx/protocol/broadcasts";
import { createKeptTexts } from "./kept-texts.ts";

/** Somebody who reads along. */
export interface TextReader {
  readonly write: (texts: readonly ReadableText[], frame: Buffer) => void;
  /** The broadcast is over. */
  readonly end: () => void;
}

/** What is written in broadcasts, for those who watch them. It lives and dies with the broadcast, and is kept in no file. */
export interface Texts {
  /** Takes what a publisher sends; answers 0, or the milliseconds to wait when it sends too much. */
  take(stream: string, post: TextPost): number;
  /** What can be read now. */
  kindsOf(stream: string): readonly TextKind[];
  /** Tells what is kept, and then what comes, until the answer is called. */
  read(stream: string, reader: TextReader): () => void;
  end(stream: string): void;
}

/** How much one publisher may send: people type and speak, and a typed line comes in several states. */
const rate = { burst: 100, perSecond: 10 } as const;
/** What is said to be older is no older: whoever was cut off for a while sends what waited. */
const oldestMs = 60_000;

/** Server-sent events carry one line of JSON. */
const frameOf = (texts: readonly ReadableText[]): Buffer => Buffer.from(`data: ${JSON.stringify(texts)}\n\n`);

/** Counts what one publisher sends. */
const createAllowance = (nowMs: () => number) => {
  let level: number = rate.burst;
  let atMs = nowMs();
  /** Answers 0, or the milliseconds to wait. */
  return (count: number): number => {
    level = Math.min(rate.burst, level + ((nowMs() - atMs) * rate.perSecond) / 1_000);
    atMs = nowMs();
    if (level < count) return Math.ceil(((count - level) / rate.perSecond) * 1_000);
    level -= count;
    return 0;
  };
};

const createBoard = (nowMs: () => number) => {
  const kept = { chat: createKeptTexts("chat"), captions: createKeptTexts("captions") };
  /** By our clock: of the sender's only how long ago it was is taken. */
  const place = (item: BroadcastText, sentMs: number): ReadableText => {
    const now = nowMs();
    const ageMs = Math.min(Math.max(sentMs - item.at, 0), oldestMs);
    const before = kept[item.kind].find(item.id);
    const at = before?.at ?? now - ageMs;
    return { ...item, at, changedAt: before === undefined ? at : now };
  };
  return {
    readers: new Set<TextReader>(),
    kinds: [] as readonly TextKind[],
    /** What whoever comes now may read: of what may be read no longer, that it was taken back. */
    readable(): readonly ReadableText[] {
      return [...kept.chat.all, ...kept.captions.all].filter(({ kind, text }) => text === "" || this.kinds.includes(kind));
    },
    mustWait: createAllowance(nowMs),
    put({ items, now = nowMs() }: TextPost): readonly ReadableText[] {
      const texts = items.map((item) => place(item, now));
      for (const text of texts) kept[text.kind].put(text);
      return texts;
    },
  };
};

/** Makes the texts of all broadcasts. `nowMs`: milliseconds since 1970. */
export const createTexts = ({ nowMs }: { readonly nowMs: () => number }): Texts => {
  const boards = new Map<string, ReturnType<typeof createBoard>>();
  const open = (stream: string) => {
    const board = boards.get(stream) ?? createBoard(nowMs);
    boards.set(stream, board);
    return board;
  };
  return {
    take(stream, post) {
      const board = open(stream);
      const waitMs = board.mustWait(Math.max(post.items.length, 1));
      if (waitMs > 0) return waitMs;
      board.kinds = [...new Set(post.kinds)];
      const texts = board.put({ ...post, items: post.items.filter(({ kind, text }) => text === "" || post.kinds.includes(kind)) });
      if (texts.length === 0) return 0;
      const frame = frameOf(texts);
      for (const reader of board.readers) reader.write(texts, frame);
      return 0;
    },
    kindsOf: (stream) => boards.get(stream)?.kinds ?? [],
    read(stream, reader) {
      const board = open(stream);
      const texts = board.readable();
      reader.write(texts, frameOf(texts));
      board.readers.add(reader);
      return () => void board.readers.delete(reader);
    },
    end(stream) {
      const board = boards.get(stream);
      boards.delete(stream);
      for (const reader of board?.readers ?? []) reader.end();
    },
  };
};
