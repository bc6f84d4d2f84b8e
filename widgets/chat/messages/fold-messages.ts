import type { ParticipantId, PlainValue } from "@tfx/widget-sdk";
import type { FileFacts } from "../file/file-facts.ts";
import { readEntry, type ChatEntry, type InlinePicture, type Mention } from "./entry.ts";

const mostKindsOfReaction = 12;

/** An entry of the log, as far as messages are made of it. */
export interface AuthoredEntry {
  readonly id: string;
  readonly from: ParticipantId;
  readonly name?: string | undefined;
  readonly at: number;
  readonly value: PlainValue;
}

/** Everybody who answered a message with one sign. */
export interface Reaction {
  readonly emoji: string;
  readonly from: readonly ParticipantId[];
}

/** A message as it is now. */
export interface Message {
  readonly id: string;
  readonly from: ParticipantId;
  readonly name: string | undefined;
  readonly at: number;
  /** Empty once it is deleted. */
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly picture: InlinePicture | undefined;
  readonly file: FileFacts | undefined;
  /** Id of the message that this one answers; that one may never have been there. */
  readonly reply: string | undefined;
  readonly reactions: readonly Reaction[];
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
  /** Entries that the message is made of: id and revision together name what is shown. */
  readonly revision: number;
}

type Change<K extends ChatEntry["kind"]> = Extract<ChatEntry, { kind: K }>;

const begin = (entry: Change<"message">, { id, from, name, at }: AuthoredEntry): Message => ({
  id,
  from,
  name,
  at,
  text: entry.text,
  mentions: entry.mentions ?? [],
  picture: entry.picture,
  file: entry.file,
  reply: entry.reply,
  reactions: [],
  isEdited: false,
  isDeleted: false,
  revision: 1,
});

const react = (reactions: readonly Reaction[], { emoji, on }: Change<"react">, from: ParticipantId): readonly Reaction[] => {
  const current = reactions.find((reaction) => reaction.emoji === emoji);
  if (current === undefined) return on && reactions.length < mostKindsOfReaction ? [...reactions, { emoji, from: [from] }] : reactions;
  const others = current.from.filter((id) => id !== from);
  const now = { emoji, from: on ? [...others, from] : others };
  return reactions.map((reaction) => (reaction === current ? now : reaction)).filter((reaction) => reaction.from.length > 0);
};

const change = (message: Message, entry: Exclude<ChatEntry, { kind: "message" }>, from: ParticipantId): Message => {
  if (message.isDeleted) return message;
  const revision = message.revision + 1;
  if (entry.kind === "react") return { ...message, reactions: react(message.reactions, entry, from), revision };
  // Whoever wrote a message may take it back or word it anew; from others these entries mean nothing.
  if (from !== message.from) return message;
  if (entry.kind === "delete")
    return { ...message, text: "", mentions: [], picture: undefined, file: undefined, reactions: [], isDeleted: true, revision };
  if (entry.text.trim() === "" && message.picture === undefined && message.file === undefined) return message;
  return { ...message, text: entry.text, mentions: entry.mentions ?? [], isEdited: true, revision };
};

/** The messages that a log amounts to, in its order. Entries that are malformed, or not their author's to make, change nothing. */
export const foldMessages = (entries: readonly AuthoredEntry[]): readonly Message[] => {
  const messages = new Map<string, Message>();
  for (const authored of entries) {
    const entry = readEntry(authored.value);
    if (entry === undefined) continue;
    if (entry.kind === "message") {
      if (!messages.has(authored.id)) messages.set(authored.id, begin(entry, authored));
      continue;
    }
    const message = messages.get(entry.of);
    if (message !== undefined) messages.set(entry.of, change(message, entry, authored.from));
  }
  return [...messages.values()];
};
