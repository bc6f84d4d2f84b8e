import { computed, type ReadonlySignal } from "@preact/signals";
import type { ParticipantId, PlainValue, WidgetContext } from "@tfx/widget-sdk";
import { liveSignal } from "./live-signal.ts";
import type { ChatEntry } from "./messages/entry.ts";
import { foldMessages, type Message } from "./messages/fold-messages.ts";
import { joinPrivate, toRows, type Item, type Row } from "./messages/rows.ts";
import { createPeopleModel, type PeopleModel } from "./people-model.ts";
import { createPicturesModel, type PicturesModel } from "./picture/pictures-model.ts";
import type { PreparedPicture } from "./picture/prepare-picture.ts";
import { createPrivateModel, type PrivateModel } from "./private/private-model.ts";
import { findMentions } from "./text/mentions.ts";
import { createTypingModel, type TypingModel } from "./typing-model.ts";
import { openUnreadModel, type UnreadModel } from "./unread/unread-model.ts";

/** What a message says. */
export interface Speech {
  readonly text: string;
  readonly reply?: string | undefined;
  readonly picture?: PreparedPicture | undefined;
}

/** What one does with messages; each rejects as the log does and then has changed nothing. */
export interface MessageActions {
  /** @throws {TfxError} widget/quota, rate/limited */
  say(speech: Speech): Promise<void>;
  edit(id: string, text: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Adds one's sign to a message, or takes it back. */
  toggleReaction(message: Message, emoji: string): Promise<void>;
}

/** The chat of a call. */
export interface ChatModel {
  readonly self: ParticipantId;
  readonly items: ReadonlySignal<readonly Item[]>;
  readonly rows: ReadonlySignal<readonly Row[]>;
  readonly byId: ReadonlySignal<ReadonlyMap<string, Message>>;
  readonly actions: MessageActions;
  readonly people: PeopleModel;
  readonly typing: TypingModel;
  readonly unread: UnreadModel;
  readonly privately: PrivateModel;
  readonly pictures: PicturesModel;
}

/** The chat over a widget's context; opened when what was seen before is known. */
export const openChatModel = async (context: WidgetContext): Promise<ChatModel> => {
  const log = context.state.log<PlainValue>("messages");
  const entries = liveSignal(log.entries, context.signal);
  const messages = computed(() => foldMessages(entries.value));
  const people = createPeopleModel(context, messages);
  const privately = createPrivateModel(context, () => messages.peek().at(-1)?.id);
  const pictures = createPicturesModel(context);
  const items = computed(() => joinPrivate(messages.value, privately.messages.value));
  const unread = await openUnreadModel(context, items);
  return {
    self: context.self,
    items,
    rows: computed(() => toRows(items.value, unread.firstNew.value)),
    byId: computed(() => new Map(messages.value.map((message) => [message.id, message]))),
    actions: createActions(context, { people, pictures, append: (entry) => log.append(entry) }),
    people,
    typing: createTypingModel(context),
    unread,
    privately,
    pictures,
  };
};

interface ActionParts {
  readonly people: PeopleModel;
  readonly pictures: PicturesModel;
  readonly append: (entry: ChatEntry) => Promise<unknown>;
}

// Not `randomUUID`, which a page without https does not have.
const createName = (): string => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const createActions = (context: WidgetContext, { people, pictures, append }: ActionParts): MessageActions => {
  const mentionsIn = (text: string) => ({ mentions: findMentions(text, people.mentionable.peek()) });
  const inline = (picture: PreparedPicture, large: string | undefined) => {
    const { inline: bytes, type, width, height } = picture;
    return { picture: { bytes, type, width, height, ...(large === undefined ? {} : { large }) } };
  };
  return {
    say: async ({ text, reply, picture }) => {
      const large = picture?.large === undefined ? undefined : createName();
      await append({
        kind: "message",
        text,
        ...mentionsIn(text),
        ...(reply === undefined ? {} : { reply }),
        ...(picture === undefined ? {} : inline(picture, large)),
      });
      if (large === undefined || picture?.large === undefined) return;
      // The message stands with its small form whatever becomes of the large one.
      pictures.send(large, picture.large).catch((reason: unknown) => context.log.warn(`A large picture was not sent: ${String(reason)}`));
    },
    edit: async (id, text) => void (await append({ kind: "edit", of: id, text, ...mentionsIn(text) })),
    remove: async (id) => void (await append({ kind: "delete", of: id })),
    toggleReaction: async ({ id, reactions }, emoji) => {
      const isMine = reactions.find((reaction) => reaction.emoji === emoji)?.from.includes(context.self) === true;
      await append({ kind: "react", of: id, emoji, on: !isMine });
    },
  };
};
