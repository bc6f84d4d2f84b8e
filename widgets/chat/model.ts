import { computed, type ReadonlySignal } from "@preact/signals";
import { follow } from "@tfx/ui";
import type { ParticipantId, PlainValue, WidgetContext } from "@tfx/widget-sdk";
import { provideFeed } from "./feed/provide-feed.ts";
import type { FileFacts } from "./file/file-facts.ts";
import { createFilesModel, type FilesModel } from "./file/files-model.ts";
import type { ChatEntry, InlinePicture } from "./messages/entry.ts";
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
  readonly file?: FileFacts | undefined;
}

/** What one does with messages; each rejects as the log does and then has changed nothing. */
export interface MessageActions {
  /** @throws {TfxError} widget/quota, rate/limited */
  say(speech: Speech): Promise<void>;
  /** To one person alone; nothing of it is kept. */
  whisper(to: ParticipantId, speech: Speech): Promise<void>;
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
  readonly files: FilesModel;
}

/** The chat over a widget's context; opened when what was seen before is known. */
export const openChatModel = async (context: WidgetContext): Promise<ChatModel> => {
  const log = context.state.log<PlainValue>("messages");
  const entries = follow(log.entries, context.signal);
  const messages = computed(() => foldMessages(entries.value));
  provideFeed(context, messages);
  const people = createPeopleModel(context, messages);
  const privately = createPrivateModel(context, () => messages.peek().at(-1)?.id);
  const pictures = createPicturesModel(context);
  const files = createFilesModel(context);
  const items = computed(() => joinPrivate(messages.value, privately.messages.value));
  const unread = await openUnreadModel(context, items);
  return {
    self: context.self,
    items,
    rows: computed(() => toRows(items.value, unread.firstNew.value)),
    byId: computed(() => new Map(messages.value.map((message) => [message.id, message]))),
    actions: createActions(context, { people, pictures, files, privately, messages, append: (entry) => log.append(entry) }),
    people,
    typing: createTypingModel(context),
    unread,
    privately,
    pictures,
    files,
  };
};

interface ActionParts extends Pick<ChatModel, "people" | "pictures" | "files" | "privately"> {
  readonly messages: ReadonlySignal<readonly Message[]>;
  readonly append: (entry: ChatEntry) => Promise<unknown>;
}

// Not `randomUUID`, which a page without https does not have.
const createName = (): string => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const toInline = ({ inline, type, width, height }: PreparedPicture, large: string | undefined): InlinePicture => ({
  bytes: inline,
  type,
  width,
  height,
  ...(large === undefined ? {} : { large }),
});

/** Sends what has to go with a picture: the message stands with its small form whatever becomes of the large one. */
const createPictureSender =
  ({ log }: Pick<WidgetContext, "log">, pictures: PicturesModel) =>
  async (
    picture: PreparedPicture | undefined,
    to: ParticipantId | undefined,
    tell: (inline: InlinePicture | undefined) => Promise<unknown>,
  ) => {
    const large = picture?.large === undefined ? undefined : createName();
    await tell(picture === undefined ? undefined : toInline(picture, large));
    if (large === undefined || picture?.large === undefined) return;
    pictures.send(large, picture.large, to).catch((reason: unknown) => log.warn(`A large picture was not sent: ${String(reason)}`));
  };

const createActions = (context: WidgetContext, parts: ActionParts): MessageActions => {
  const { people, pictures, files, privately, messages, append } = parts;
  const mentionsIn = (text: string) => ({ mentions: findMentions(text, people.mentionable.peek()) });
  const sendWith = createPictureSender(context, pictures);
  return {
    say: ({ text, reply, picture, file }) =>
      sendWith(picture, undefined, (inline) =>
        append({
          kind: "message",
          text,
          ...mentionsIn(text),
          ...(reply === undefined ? {} : { reply }),
          ...(inline === undefined ? {} : { picture: inline }),
          ...(file === undefined ? {} : { file }),
        }),
      ),
    whisper: (to, { text, picture, file }) => sendWith(picture, to, (inline) => privately.send(to, { text, picture: inline, file })),
    edit: async (id, text) => void (await append({ kind: "edit", of: id, text, ...mentionsIn(text) })),
    remove: async (id) => {
      const file = messages.peek().find((message) => message.id === id)?.file;
      await append({ kind: "delete", of: id });
      if (file !== undefined) files.unshare(file.id);
    },
    toggleReaction: async ({ id, reactions }, emoji) => {
      const isMine = reactions.find((reaction) => reaction.emoji === emoji)?.from.includes(context.self) === true;
      await append({ kind: "react", of: id, emoji, on: !isMine });
    },
  };
};
