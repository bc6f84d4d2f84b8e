import { useComputed } from "@preact/signals";
import { CopyIcon, EditIcon, IconButton, LockIcon, Menu, MoreIcon, ReplyIcon, TrashIcon, type MenuItem } from "@tfx/ui";
import type { Message } from "../messages/fold-messages.ts";
import { clockTime } from "../messages/speech-time.ts";
import { quickReactions } from "../text/emoji.ts";
import { EmojiPicker } from "../text/emoji-picker.tsx";
import { t } from "../words.ts";
import { useChat } from "./chat-context.ts";

const ReactionPicker = ({ message }: { readonly message: Message }) => {
  const { react } = useChat();
  return (
    <EmojiPicker label={t("message.react")} tip="top-end" align="end" quick={quickReactions} choose={(emoji) => react(message, emoji)} />
  );
};

const useMenuItems = (message: Message): readonly (readonly MenuItem[])[] => {
  const { chat, composer, focusComposer, remove, whisper, copy } = useChat();
  const copying = message.text === "" ? [] : [{ label: t("message.copy"), icon: CopyIcon, run: () => copy(message.text) }];
  if (message.from !== chat.self) {
    const isThere = chat.people.reachable.value.some(({ id }) => id === message.from);
    const name = chat.people.nameOf(message.from);
    const alone = [{ label: t("compose.placeholder-private", { name }), icon: LockIcon, run: () => whisper(message.from) }];
    return [copying, isThere ? alone : []];
  }
  const edit = () => {
    composer.begin({ edit: message });
    focusComposer();
  };
  return [
    [...copying, { label: t("message.edit"), icon: EditIcon, run: edit }],
    [{ label: t("message.delete"), icon: TrashIcon, danger: true, run: () => remove(message) }],
  ];
};

const Actions = ({ message }: { readonly message: Message }) => {
  const { composer, focusComposer, locale } = useChat();
  const groups = useMenuItems(message);
  const reply = () => {
    composer.begin({ reply: message });
    focusComposer();
  };
  return (
    <div class="chat-actions">
      <time class="chat-actions__time tfx-small tfx-muted tfx-tabular" dateTime={new Date(message.at).toISOString()}>
        {clockTime(message.at, locale.value)}
      </time>
      <ReactionPicker message={message} />
      <IconButton icon={ReplyIcon} label={t("message.reply")} size="small" turn="directed" tip="top-end" onClick={reply} />
      {groups.some((group) => group.length > 0) && (
        <Menu
          label={t("message.actions")}
          groups={groups}
          trigger={(trigger) => <IconButton {...trigger} icon={MoreIcon} label={t("message.actions")} size="small" tip="top-end" />}
        />
      )}
    </div>
  );
};

// For one message at a time: else the keyboard would meet three buttons on the way past each of them.
/** What can be done with a message, while it is pointed at or has the focus. */
export const MessageActions = ({ message }: { readonly message: Message }) => {
  const { active } = useChat();
  const isActive = useComputed(() => active.value === message.id);
  return isActive.value ? <Actions message={message} /> : null;
};
