import type { Item } from "./rows.ts";

const fold = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase();

/** Items that hold every word of the query, in their text, in the name of their file or in their author's name, whatever the accents and case. */
export const searchItems = (items: readonly Item[], query: string, nameOf: (item: Item) => string): readonly Item[] => {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return items.filter((item) => {
    const text = fold(`${item.message.text} ${item.message.file?.name ?? ""} ${nameOf(item)}`);
    return words.every((word) => text.includes(word));
  });
};

/** A text cut where words of the query stand in it; accents and case do not count. */
export const markFound = (text: string, query: string): readonly { readonly text: string; readonly isFound: boolean }[] => {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const signs = Array.from(text);
  // Signs fold to none, one or several: each unit of the folded text remembers where it came from.
  const units: number[] = [];
  let folded = "";
  for (const [index, sign] of signs.entries()) {
    const part = fold(sign);
    folded += part;
    for (const _unit of Array.from({ length: part.length })) units.push(index);
  }
  const found = new Set<number>();
  for (const word of words)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
      for (let unit = at; unit < at + word.length; unit += 1) found.add(units[unit] ?? -1);
  const pieces: { text: string; isFound: boolean }[] = [];
  for (const [index, sign] of signs.entries()) {
    const last = pieces.at(-1);
    if (last?.isFound === found.has(index)) last.text += sign;
    else pieces.push({ text: sign, isFound: found.has(index) });
  }
  return pieces;
};
