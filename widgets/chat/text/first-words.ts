import type { Mention } from "../messages/entry.ts";
import { readMarkdown, type Block, type Inline } from "./markdown.ts";

const mostLetters = 80;
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const ofInline = (piece: Inline): string => {
  if (piece.kind === "break") return " ";
  return "inside" in piece ? piece.inside.map(ofInline).join("") : piece.text;
};

const ofBlock = (block: Block): string => {
  switch (block.kind) {
    case "paragraph":
    case "title":
      return block.inside.map(ofInline).join("");
    case "quote":
      return block.inside.map(ofBlock).join(" ");
    case "list":
      return block.items.flatMap((item) => item.map(ofBlock)).join(", ");
    case "code":
      return block.text;
    default:
      return "";
  }
};

/** The beginning of a message in one line, without its signs; empty where there are no words. Cut between words if it can be. */
export const firstWords = (text: string, people: readonly Mention[]): string => {
  // Of a long text only the beginning can be in it, whatever the signs around it.
  const words = readMarkdown(text.slice(0, mostLetters * 8), people)
    .map(ofBlock)
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const all = [...letters.segment(words)];
  if (all.length <= mostLetters) return words;
  const cut = words.slice(0, all[mostLetters]?.index);
  const gap = cut.lastIndexOf(" ");
  return `${cut.slice(0, gap > mostLetters / 2 ? gap : undefined).trimEnd()}…`;
};
