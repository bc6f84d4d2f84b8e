import type { ParticipantId } from "@tfx/widget-sdk";
import type { Item } from "../messages/rows.ts";
import { firstWords } from "../text/first-words.ts";
import { t } from "../words.ts";

/** Whom the news are told, and how people are called there. */
export interface Reader {
  readonly self: ParticipantId;
  readonly nameOf: (id: ParticipantId) => string;
}

/** What is said of a new message to somebody who does not have the chat in sight: who wrote, and the first words. What is for one person alone is never shown to whoever looks over a shoulder. */
export const newsWords = (item: Item, { self, nameOf }: Reader): string => {
  const name = nameOf(item.from);
  if (item.kind === "private") return t("private.came", { name });
  const { text, mentions, picture, file } = item.message;
  const words = firstWords(text, mentions);
  if (words !== "") return t(mentions.some(({ id }) => id === self) ? "message.mentioned-words" : "message.came", { name, words });
  if (file !== undefined) return t("message.came-file", { name, file: file.name });
  return t(picture === undefined ? "message.came-empty" : "message.came-picture", { name });
};

/** The one of several news that is told: the last that is for the person, or else the last. */
export const mostPressing = (items: readonly Item[], self: ParticipantId): Item | undefined =>
  items.findLast((item) => item.kind === "private" || item.message.mentions.some(({ id }) => id === self)) ?? items.at(-1);
