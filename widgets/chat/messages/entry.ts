import type { ParticipantId, PlainValue } from "@tfx/widget-sdk";
import { readFile, type FileFacts } from "../file/file-facts.ts";

/** Longest text of a message, in UTF-16 units; with a picture it still fits into one entry of the log. */
export const longestText = 4_000;
/** Largest picture inside an entry, in bytes; a larger one follows over a channel. */
export const largestInlinePicture = 24 * 1024;
const mostMentions = 16;

/** Somebody named in a text: "@" and the name stand in it as they were when it was written. */
export type Mention = { readonly id: ParticipantId; readonly name: string };

/** The small form of a picture, kept with its message. */
export type InlinePicture = {
  readonly bytes: Uint8Array;
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
  /** Names the large form, which those present receive over a channel. */
  readonly large?: string;
};

/** Formats that pictures are made into before they are sent. */
export const pictureTypes = ["image/jpeg", "image/webp"] as const;
/** Format of a picture. */
export type PictureType = (typeof pictureTypes)[number];

/** What people add to the log; messages are folded from it. */
export type ChatEntry =
  | {
      readonly kind: "message";
      readonly text: string;
      readonly mentions?: readonly Mention[];
      /** Id of the message that is answered. */
      readonly reply?: string;
      readonly picture?: InlinePicture;
      /** Whoever wrote the message has it, and gives it to those who want it. */
      readonly file?: FileFacts;
    }
  | { readonly kind: "edit"; readonly of: string; readonly text: string; readonly mentions?: readonly Mention[] }
  | { readonly kind: "delete"; readonly of: string }
  | { readonly kind: "react"; readonly of: string; readonly emoji: string; readonly on: boolean };

/** Something with fields, which may hold anything. */
export type Fields = { readonly [key: string]: unknown };

/** Whether a text is one emoji: what others send as a reaction is not shown otherwise. */
export const isEmoji = (text: string): boolean =>
  text.length <= 32 &&
  /^(?:\p{Extended_Pictographic}(?:\u{fe0f}|\u{200d}\p{Extended_Pictographic}|\p{Emoji_Modifier})*|\p{RI}{2})$/u.test(text);

/** Whether a value has fields to read. */
export const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown, max: number): value is string => typeof value === "string" && value.length <= max;

const isId = (value: unknown): value is string => isText(value, 64) && value !== "";

const isSide = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 8_192;

const isMention = (value: unknown): value is Mention =>
  isFields(value) && isId(value.id) && isText(value.name, 80) && value.name.trim() !== "";

// One and the same, so that a text without mentions is not read again whenever anything changes.
const noMentions: readonly Mention[] = [];

/** The mentions of a text that somebody sent; `undefined` if they are none. */
const readMentions = (value: unknown): readonly Mention[] | undefined => {
  if (value === undefined) return noMentions;
  return Array.isArray(value) && value.length <= mostMentions && value.every(isMention) ? value : undefined;
};

const readPicture = (value: unknown): InlinePicture | undefined => {
  if (!isFields(value)) return undefined;
  const { bytes, width, height, large } = value;
  const type = pictureTypes.find((known) => known === value.type);
  if (!(bytes instanceof Uint8Array) || bytes.length > largestInlinePicture || type === undefined) return undefined;
  if (!isSide(width) || !isSide(height) || !(large === undefined || isId(large))) return undefined;
  return { bytes, type, width, height, ...(large === undefined ? {} : { large }) };
};

const isAbsentOrRead = (sent: unknown, read: unknown): boolean => sent === undefined || read !== undefined;

/** What a message says, whichever way it came; `undefined` if it is none. */
export const readSpeech = (fields: Fields): Pick<Extract<ChatEntry, { kind: "message" }>, "text" | "picture" | "file"> | undefined => {
  const { text } = fields;
  const [picture, file] = [readPicture(fields.picture), readFile(fields.file)];
  if (!isText(text, longestText) || !isAbsentOrRead(fields.picture, picture) || !isAbsentOrRead(fields.file, file)) return undefined;
  if (text.trim() === "" && picture === undefined && file === undefined) return undefined;
  return { text, ...(picture === undefined ? {} : { picture }), ...(file === undefined ? {} : { file }) };
};

const readMessage = (fields: Fields): ChatEntry | undefined => {
  const { reply } = fields;
  const [speech, mentions] = [readSpeech(fields), readMentions(fields.mentions)];
  if (speech === undefined || mentions === undefined || !(reply === undefined || isId(reply))) return undefined;
  return { kind: "message", ...speech, mentions, ...(reply === undefined ? {} : { reply }) };
};

// Others' entries are a border: the host vouches for who wrote one, not for what stands in it.
/** An entry as somebody added it; `undefined` if it is none of ours. */
export const readEntry = (value: PlainValue): ChatEntry | undefined => {
  if (!isFields(value)) return undefined;
  if (value.kind === "message") return readMessage(value);
  const { of, text, emoji, on } = value;
  if (!isId(of)) return undefined;
  if (value.kind === "delete") return { kind: "delete", of };
  if (value.kind === "edit") {
    const mentions = readMentions(value.mentions);
    return isText(text, longestText) && mentions !== undefined ? { kind: "edit", of, text, mentions } : undefined;
  }
  if (value.kind !== "react" || !isText(emoji, 32) || !isEmoji(emoji) || typeof on !== "boolean") return undefined;
  return { kind: "react", of, emoji, on };
};
