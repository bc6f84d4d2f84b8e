import type { Item } from "./rows.ts";

const fold = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase();

/** Items that hold every word of the query, in their text or in their author's name, whatever the accents and case. */
export const searchItems = (items: readonly Item[], query: string, nameOf: (item: Item) => string): readonly Item[] => {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return items.filter((item) => {
    const text = fold(`${item.message.text} ${nameOf(item)}`);
    return words.every((word) => text.includes(word));
  });
};
