import type { PlainValue } from "@tfx/widget-sdk";
import { isGoodPhoto } from "../photo/photo-facts.ts";
import { readLink } from "./link.ts";

/** How somebody introduces themselves; only the name has to be there. */
export interface Card {
  readonly name: string;
  readonly pronouns: string;
  readonly role: string;
  readonly language: string;
  /** Addresses that {@link readLink} takes. */
  readonly links: readonly string[];
  /** JPEG or WebP. */
  readonly photo: Uint8Array | undefined;
}

/** Longest texts of a card. */
export const cardLengths = { name: 60, pronouns: 30, role: 80, language: 60 } as const;
/** Links of a card at most. */
export const maxLinks = 4;

/** One line without control characters or such as turn the direction of what follows. */
export const cleanLine = (text: string, max: number): string => {
  const clean = text
    .replaceAll(/[\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return Array.from(clean).slice(0, max).join("").trim();
};

const member = (value: object, name: string): unknown => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);

const lineOf = (value: object, name: keyof typeof cardLengths): string => {
  const text = member(value, name);
  // A text of a megabyte is not worth cleaning.
  return typeof text === "string" ? cleanLine(text.slice(0, 1_000), cardLengths[name]) : "";
};

const linksOf = (value: unknown): readonly string[] => {
  const texts: readonly unknown[] = Array.isArray(value) ? value.slice(0, maxLinks) : [];
  return texts.flatMap((text) => (typeof text === "string" ? [readLink(text)?.href] : [])).filter((href) => href !== undefined);
};

/** Reads a card that anybody wrote: what does not fit is left out; nothing without a name. */
export const readCard = (value: PlainValue | undefined): Card | undefined => {
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Uint8Array) return undefined;
  const name = lineOf(value, "name");
  if (name === "") return undefined;
  const photo = member(value, "photo");
  return {
    name,
    pronouns: lineOf(value, "pronouns"),
    role: lineOf(value, "role"),
    language: lineOf(value, "language"),
    links: linksOf(member(value, "links")),
    photo: photo instanceof Uint8Array && isGoodPhoto(photo) ? photo : undefined,
  };
};

/** A card as it is stored and sent. */
export const writeCard = ({ photo, links, ...texts }: Card): PlainValue => ({
  ...texts,
  links: [...links],
  ...(photo === undefined ? {} : { photo }),
});

/** Whether two cards say and show the same. */
export const isSameCard = (one: Card | undefined, other: Card | undefined): boolean => {
  const key = (card: Card | undefined) => JSON.stringify(card === undefined ? null : { ...card, photo: [...(card.photo ?? [])] });
  return key(one) === key(other);
};
