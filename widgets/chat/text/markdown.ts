import { lexer, type Token, type Tokens } from "marked";
import type { ParticipantId } from "@tfx/widget-sdk";
import type { Mention } from "../messages/entry.ts";
import { replaceEmojiCodes } from "./emoji.ts";
import { splitMentions } from "./mentions.ts";

/** A piece of a line. */
export type Inline =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "mention"; readonly text: string; readonly id: ParticipantId }
  | { readonly kind: "strong" | "emphasis" | "deleted"; readonly inside: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly inside: readonly Inline[] }
  | { readonly kind: "break" };

/** A part of a message. */
export type Block =
  | { readonly kind: "paragraph" | "title"; readonly inside: readonly Inline[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | { readonly kind: "quote"; readonly inside: readonly Block[] }
  | { readonly kind: "list"; readonly start: number | undefined; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: "rule" };

// marked takes time that grows with the square of these, and calls itself for each level.
const mostEmphasisSigns = 400;
const tooDeep = /^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*){12}/m;

const isTangled = (text: string): boolean => {
  const signs = text.replaceAll(/```[\s\S]*?```/g, "").match(/[*_~[]/g);
  return (signs?.length ?? 0) > mostEmphasisSigns || tooDeep.test(text);
};

/** The address if following it can do no harm by itself, otherwise `undefined`. */
export const safeLink = (address: string): string | undefined => {
  if (!/^(?:https?:\/\/|mailto:)/i.test(address) || !URL.canParse(address)) return undefined;
  return new URL(address).href;
};

const plain = (text: string, people: readonly Mention[]): readonly Inline[] =>
  splitMentions(text, people).map((piece) =>
    piece.mention === undefined
      ? { kind: "text", text: replaceEmojiCodes(piece.text) }
      : { kind: "mention", text: piece.text, id: piece.mention },
  );

const unbroken = (text: string, people: readonly Mention[]): readonly Inline[] =>
  text.split("\n").flatMap((line, index) => [...(index === 0 ? [] : [{ kind: "break" } as const]), ...plain(line, people)]);

const wrappers = { strong: "strong", em: "emphasis", del: "deleted" } as const;

const link = (token: Tokens.Link | Tokens.Image, people: readonly Mention[]): readonly Inline[] => {
  const href = safeLink(token.href);
  if (href === undefined) return plain(token.raw, people);
  // A picture elsewhere would tell its server who reads the message, so it is a link.
  const words = token.type === "image" ? plain(token.text === "" ? href : token.text, []) : toInlines(token.tokens, []);
  return [{ kind: "link", href, inside: words }];
};

const toInline = (token: Token, people: readonly Mention[]): readonly Inline[] => {
  switch (token.type) {
    case "br":
      return [{ kind: "break" }];
    case "codespan":
      return [{ kind: "code", text: token.text }];
    case "strong":
    case "em":
    case "del":
      return [{ kind: wrappers[token.type], inside: toInlines(token.tokens, people) }];
    case "link":
    case "image":
      return link(token as Tokens.Link | Tokens.Image, people);
    case "text":
      return token.tokens === undefined ? plain(token.text, people) : toInlines(token.tokens, people);
    case "escape":
      return plain(token.text, people);
    case "checkbox":
      return [{ kind: "text", text: token.checked === true ? "☑ " : "☐ " }];
    default:
      return plain(token.raw, people);
  }
};

const toInlines = (tokens: readonly Token[] | undefined, people: readonly Mention[]): readonly Inline[] =>
  (tokens ?? []).flatMap((token) => toInline(token, people));

const toBlock = (token: Token, people: readonly Mention[]): readonly Block[] => {
  switch (token.type) {
    case "space":
      return [];
    case "hr":
      return [{ kind: "rule" }];
    case "heading":
      return [{ kind: "title", inside: toInlines(token.tokens, people) }];
    case "code":
      return [{ kind: "code", language: String(token.lang ?? "").slice(0, 24), text: token.text }];
    case "blockquote":
      return [{ kind: "quote", inside: toBlocks(token.tokens, people) }];
    case "list":
      return [
        {
          kind: "list",
          start: token.ordered === true ? Number(token.start) : undefined,
          items: (token.items as readonly Token[]).map((item) => toBlocks("tokens" in item ? item.tokens : [], people)),
        },
      ];
    case "table":
      return [{ kind: "code", language: "", text: token.raw.trimEnd() }];
    case "paragraph":
      return [{ kind: "paragraph", inside: toInlines(token.tokens, people) }];
    case "text":
    case "checkbox":
      return [{ kind: "paragraph", inside: toInline(token, people) }];
    default:
      return [{ kind: "paragraph", inside: unbroken(token.raw.trimEnd(), people) }];
  }
};

// The text of a list item stands beside its box, not under it.
const joinBoxes = (blocks: readonly Block[]): readonly Block[] => {
  const [box, words, ...rest] = blocks;
  const isBox =
    box?.kind === "paragraph" && box.inside.length === 1 && /^[☑☐] $/.test(box.inside[0]?.kind === "text" ? box.inside[0].text : "");
  if (!isBox || words?.kind !== "paragraph") return blocks;
  return [{ kind: "paragraph", inside: [...box.inside, ...words.inside] }, ...rest];
};

const toBlocks = (tokens: readonly Token[] | undefined, people: readonly Mention[]): readonly Block[] =>
  joinBoxes((tokens ?? []).flatMap((token) => toBlock(token, people)));

/**
 * What a text written in Markdown amounts to, as a closed set of parts: there is no HTML in it at any
 * time, so none can be smuggled in. HTML that somebody writes is shown as the text that it is.
 */
export const readMarkdown = (text: string, people: readonly Mention[]): readonly Block[] =>
  isTangled(text) ? [{ kind: "paragraph", inside: unbroken(text, people) }] : toBlocks(lexer(text, { gfm: true, breaks: true }), people);
