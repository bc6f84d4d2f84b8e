import { cardLengths, cleanLine, maxLinks, type Card } from "./card.ts";
import { readLink } from "./link.ts";

/** A card while it is edited: links as they are typed. */
export interface Draft extends Omit<Card, "links"> {
  readonly links: readonly string[];
  /** Show the card in every call without being asked. */
  readonly always: boolean;
}

/** What is wrong with a draft. */
export interface DraftProblems {
  readonly name: boolean;
  readonly links: readonly boolean[];
}

/** A draft of a card, or an empty one that knows the name in the call. */
export const draftOf = (card: Card | undefined, { name, always }: { name: string; always: boolean }): Draft => ({
  name: card?.name ?? name,
  pronouns: card?.pronouns ?? "",
  role: card?.role ?? "",
  language: card?.language ?? "",
  photo: card?.photo,
  links: card?.links ?? [],
  always,
});

/** The links as fields: those that there are, and an empty one while there is room. */
export const linkFields = (links: readonly string[]): readonly string[] => (links.length < maxLinks ? [...links, ""] : links);

/** What has to be mended before a draft is a card. */
export const draftProblems = ({ name, links }: Draft): DraftProblems => ({
  name: cleanLine(name, cardLengths.name) === "",
  links: links.map((text) => text.trim() !== "" && readLink(text) === undefined),
});

/** The card that a draft makes; nothing while something has to be mended. */
export const cardOf = (draft: Draft): Card | undefined => {
  const problems = draftProblems(draft);
  if (problems.name || problems.links.includes(true)) return undefined;
  return {
    name: cleanLine(draft.name, cardLengths.name),
    pronouns: cleanLine(draft.pronouns, cardLengths.pronouns),
    role: cleanLine(draft.role, cardLengths.role),
    language: cleanLine(draft.language, cardLengths.language),
    links: draft.links.flatMap((text) => readLink(text)?.href ?? []).slice(0, maxLinks),
    photo: draft.photo,
  };
};
