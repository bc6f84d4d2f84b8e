import * as Y from "yjs";

/** Numbers without a pattern, and the same each time. */
const createChance = (): ((below: number) => number) => {
  let state = 42;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const syllables = ["ka", "lo", "mi", "ten", "ru", "sa", "vor", "ne", "pil", "da", "gu", "est"] as const;

/**
 * Writes into a document as people do, one thing at a time: paragraphs anywhere in a text, cards with
 * fields that are changed again, strokes of a pen. Ends when the edits are so many bytes together.
 */
export const writeContent = (doc: Y.Doc, bytes: number): number => {
  const chance = createChance();
  const words = (count: number): string =>
    Array.from({ length: count }, () => `${syllables[chance(12)] ?? ""}${syllables[chance(12)] ?? ""}`).join(" ");
  const text = doc.getText("text");
  const cards = doc.getMap<Y.Map<unknown>>("cards");
  const strokes = doc.getArray("strokes");
  const kinds = [
    () => text.insert(chance(text.length + 1), `${words(120)}\n`),
    () =>
      cards.set(`card-${cards.size}`, new Y.Map(Object.entries({ title: words(6), body: words(60), x: chance(4_000), y: chance(4_000) }))),
    () => cards.get(`card-${chance(cards.size)}`)?.set("x", chance(4_000)),
    () => strokes.push([{ colour: chance(16), points: Array.from({ length: 80 }, () => chance(4_000)) }]),
  ] as const;
  const done = { edits: 0, bytes: 0 };
  const count = (update: Uint8Array): void => void (done.bytes += update.length);
  doc.on("update", count);
  while (done.bytes < bytes) {
    kinds[done.edits % kinds.length]?.();
    done.edits += 1;
  }
  doc.off("update", count);
  return done.edits;
};

/** SHA-256 of all that a document says. */
export const digestOf = async (update: Uint8Array): Promise<string> => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  const said = [doc.getText("text").toJSON(), ordered(doc.getMap("cards").toJSON()), doc.getArray("strokes").toJSON()];
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(said)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** Keys of a shared map have no order of their own. */
const ordered = (cards: Record<string, unknown>): unknown =>
  Object.keys(cards)
    .toSorted()
    .map((key) => [key, Object.entries(cards[key] as Record<string, unknown>).toSorted(([one], [other]) => (one < other ? -1 : 1))]);
