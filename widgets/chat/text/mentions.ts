import type { ParticipantId } from "@tfx/widget-sdk";
import type { Mention } from "../messages/entry.ts";

/** A piece of a text: words, or somebody's name with the "@" before it. */
export type TextPiece = { readonly text: string; readonly mention?: ParticipantId };

const isWordSign = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}_]/u.test(sign);

// "@Mei" in "@Mei Lin" is no mention of Mei when Mei Lin is meant, so longer names are tried first.
const mentionAt = (text: string, at: number, longestFirst: readonly Mention[]): Mention | undefined =>
  longestFirst.find(
    ({ name }) =>
      text.slice(at + 1, at + 1 + name.length).toLocaleLowerCase() === name.toLocaleLowerCase() && !isWordSign(text[at + 1 + name.length]),
  );

/** Cuts a text where people are mentioned; the pieces together are the text. */
export const splitMentions = (text: string, people: readonly Mention[]): readonly TextPiece[] => {
  const longestFirst = people.toSorted((a, b) => b.name.length - a.name.length);
  const pieces: TextPiece[] = [];
  let from = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    if (at < from || isWordSign(text[at - 1])) continue;
    const found = mentionAt(text, at, longestFirst);
    if (found === undefined) continue;
    if (at > from) pieces.push({ text: text.slice(from, at) });
    from = at + 1 + found.name.length;
    pieces.push({ text: text.slice(at, from), mention: found.id });
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
};

/** Who of the people is mentioned in a text, once each, at most sixteen. */
export const findMentions = (text: string, people: readonly Mention[]): readonly Mention[] => {
  const ids = new Set(splitMentions(text, people).map(({ mention }) => mention));
  return people.filter(({ id }) => ids.has(id)).slice(0, 16);
};
