import type { ReadableText, TextKind } from "@tfx/protocol/broadcasts";

/** What was read of a broadcast, kept for as long as the page is open: it can be gone back to. */
export interface TextShelf {
  put(texts: readonly ReadableText[]): void;
  /** Whether there is, or was, anything of a kind. */
  has(kind: TextKind): boolean;
  /** What had been written by a moment, oldest first. */
  chatAt(atMs: number): readonly ReadableText[];
  /** What is said at a moment: two lines at most. */
  captionsAt(atMs: number): readonly ReadableText[];
}

const mostKept = 2_000;
/** As much as a person looks through. */
const mostChat = 300;
const mostLines = 2;
/** So long a line stands after its last change, and one that is still being written. */
const stayMs = 6_000;
const growingMs = 15_000;

const isStanding = ({ changedAt, done }: ReadableText, atMs: number): boolean => atMs <= changedAt + (done ? stayMs : growingMs);

/** Makes an empty shelf. */
export const createTextShelf = (): TextShelf => {
  const kept = { chat: new Map<string, ReadableText>(), captions: new Map<string, ReadableText>() };
  const sorted: Record<TextKind, readonly ReadableText[]> = { chat: [], captions: [] };
  const sort = (kind: TextKind): void => {
    const all = [...kept[kind].values()];
    sorted[kind] = all.filter(({ text }) => text !== "").toSorted((one, other) => one.at - other.at);
  };
  const by = (kind: TextKind, atMs: number): readonly ReadableText[] => {
    const all = sorted[kind];
    // Nearly always all of it has been by now.
    const end = all.findLastIndex(({ at }) => at <= atMs) + 1;
    return end === all.length ? all : all.slice(0, end);
  };
  return {
    put(texts) {
      for (const text of texts) {
        const shelf = kept[text.kind];
        shelf.set(text.id, text);
        const [oldest] = shelf.keys();
        if (shelf.size > mostKept && oldest !== undefined) shelf.delete(oldest);
      }
      for (const kind of new Set(texts.map((text) => text.kind))) sort(kind);
    },
    has: (kind) => sorted[kind].length > 0,
    chatAt: (atMs) => by("chat", atMs).slice(-mostChat),
    captionsAt: (atMs) =>
      by("captions", atMs)
        .slice(-mostLines)
        .filter((line) => isStanding(line, atMs)),
  };
};

/** The former list where nothing in it has changed, so that nobody draws it again. */
export const keepSame = <T>(before: readonly T[], now: readonly T[]): readonly T[] =>
  before.length === now.length && before.every((one, index) => one === now[index]) ? before : now;
