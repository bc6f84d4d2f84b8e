import { TfxError } from "@tfx/widget-sdk";
import { longestName, type FileFacts } from "../file/file-facts.ts";
import type { ChatModel, Speech } from "../model.ts";
import type { Attachment, AttachmentsModel } from "./attachments-model.ts";
import type { Purpose } from "./composer-model.ts";

/** What is sent. */
export interface Draft {
  readonly text: string;
  readonly purpose: Purpose;
  readonly attachments: Pick<AttachmentsModel, "all" | "remove">;
  /** The text has gone, even if something after it fails. */
  readonly onTextSent: () => void;
}

/** What a file that cannot be shared is called, or its facts. */
type Shared = { readonly file: FileFacts | undefined } | { readonly unshared: string };

const share = async (chat: ChatModel, { file, name, picture }: Attachment, { to }: Purpose): Promise<Shared> => {
  if (picture !== undefined) return { file: undefined };
  try {
    return { file: await chat.files.share(file, { name: name.slice(-longestName), to }) };
  } catch (error) {
    if (!(error instanceof TfxError)) throw error;
    return { unshared: name };
  }
};

const sayTo = (chat: ChatModel, { to }: Purpose, speech: Speech): Promise<void> =>
  to === undefined ? chat.actions.say(speech) : chat.actions.whisper(to, speech);

/**
 * Sends what was written and what goes along: the first file with the text, each other as a message of its own.
 * Stops at a file that cannot be shared, and answers its name; what was not sent stays.
 */
export const sendDraft = async (chat: ChatModel, { text, purpose, attachments, onTextSent }: Draft): Promise<string | undefined> => {
  const { edit } = purpose;
  if (edit !== undefined) {
    if (text !== edit.text) await chat.actions.edit(edit.id, text);
    onTextSent();
    return undefined;
  }
  if (purpose.to === undefined) chat.unread.dismissLine();
  let words: Pick<Speech, "text" | "reply"> = { text, reply: purpose.reply?.id };
  const waiting = attachments.all.peek();
  if (waiting.length === 0) await sayTo(chat, purpose, words);
  for (const attachment of waiting) {
    const shared = await share(chat, attachment, purpose);
    if ("unshared" in shared) return shared.unshared;
    await sayWith(chat, purpose, { ...words, picture: attachment.picture, file: shared.file });
    attachments.remove(attachment.id);
    if (attachment === waiting[0]) onTextSent();
    words = { text: "" };
  }
  if (waiting.length === 0) onTextSent();
  return undefined;
};

const sayWith = async (chat: ChatModel, purpose: Purpose, speech: Speech): Promise<void> => {
  try {
    await sayTo(chat, purpose, speech);
  } catch (error) {
    // Nobody was told of it.
    if (speech.file !== undefined) chat.files.unshare(speech.file.id);
    throw error;
  }
};
