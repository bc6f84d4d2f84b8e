import type { Mention } from "../messages/entry.ts";
import { plainWords } from "./plain-words.ts";

const mostLetters = 80;
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const oneLine = { line: " ", block: " ", item: ", " } as const;

/** The beginning of a message in one line, without its signs; empty where there are no words. Cut between words if it can be. */
export const firstWords = (text: string, people: readonly Mention[]): string => {
  // Of a long text only the beginning can be in it, whatever the signs around it.
  const words = plainWords(text.slice(0, mostLetters * 8), people, oneLine).replaceAll(/\s+/g, " ");
  const all = [...letters.segment(words)];
  if (all.length <= mostLetters) return words;
  const cut = words.slice(0, all[mostLetters]?.index);
  const gap = cut.lastIndexOf(" ");
  return `${cut.slice(0, gap > mostLetters / 2 ? gap : undefined).trimEnd()}…`;
};
