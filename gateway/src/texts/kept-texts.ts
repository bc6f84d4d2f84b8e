import type { ReadableText, TextKind } from "@tfx/protocol/broadcasts";

/** What is kept of one kind, for those who come later: so many, and so many characters. */
const most: Readonly<Record<TextKind, { readonly items: number; readonly chars: number }>> = {
  chat: { items: 50, chars: 50_000 },
  captions: { items: 400, chars: 50_000 },
};

/** The last of one kind, in the order in which they came. */
export interface KeptTexts {
  find(id: string): ReadableText | undefined;
  /** Takes the place of the one with its id. One that was taken back is kept as well, so that whoever comes back hears of it. */
  put(text: ReadableText): void;
  readonly all: readonly ReadableText[];
}

/** Makes an empty shelf. */
export const createKeptTexts = (kind: TextKind): KeptTexts => {
  const kept = new Map<string, ReadableText>();
  let chars = 0;
  const drop = (id: string): void => {
    chars -= kept.get(id)?.text.length ?? 0;
    kept.delete(id);
  };
  return {
    find: (id) => kept.get(id),
    put(text) {
      chars += text.text.length - (kept.get(text.id)?.text.length ?? 0);
      kept.set(text.id, text);
      for (const id of kept.keys()) {
        if (kept.size <= most[kind].items && chars <= most[kind].chars) return;
        drop(id);
      }
    },
    get all() {
      return [...kept.values()];
    },
  };
};
