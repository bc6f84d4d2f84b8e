import { longestName } from "../file/file-facts.ts";
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

const share = async (chat: ChatModel, { file, name }: Attachment, purpose: Purpose) =>
  chat.files.share(file, { name: name.slice(-longestName), to: purpose.to });

const sayTo = (chat: ChatModel, { to }: Purpose, speech: Speech): Promise<void> =>
  to === undefined ? chat.actions.say(speech) : chat.actions.whisper(to, speech);

/** Sends what was written and what goes along: the first file with the text, each other as a message of its own. */
export const sendDraft = async (chat: ChatModel, { text, purpose, attachments, onTextSent }: Draft): Promise<void> => {
  const { edit } = purpose;
  if (edit !== undefined) {
    if (text !== edit.text) await chat.actions.edit(edit.id, text);
    return onTextSent();
  }
  if (purpose.to === undefined) chat.unread.dismissLine();
  const [first, ...rest] = attachments.all.peek();
  const carry = async (attachment: Attachment | undefined, words: Pick<Speech, "text" | "reply">): Promise<void> => {
    if (attachment === undefined) return sayTo(chat, purpose, words);
    const { picture } = attachment;
    const file = picture === undefined ? await share(chat, attachment, purpose) : undefined;
    try {
      await sayTo(chat, purpose, { ...words, picture, file });
    } catch (error) {
      if (file !== undefined) chat.files.unshare(file.id);
      throw error;
    }
    attachments.remove(attachment.id);
  };
  await carry(first, { text, reply: purpose.reply?.id });
  onTextSent();
  for (const attachment of rest) await carry(attachment, { text: "" });
};
