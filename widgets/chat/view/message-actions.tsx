import { useComputed } from "@preact/signals";
import { EditIcon, IconButton, LockIcon, Menu, MoreIcon, Popover, ReactionIcon, ReplyIcon, TrashIcon, type MenuItem } from "@tfx/ui";
import type { Message } from "../messages/fold-messages.ts";
import { quickReactions } from "../text/emoji.ts";
import { t } from "../words.ts";
import { useChat } from "./chat-context.ts";

const ReactionPicker = ({ message }: { readonly message: Message }) => {
  const { react } = useChat();
  return (
    <Popover
      label={t("message.react")}
      class="chat-picker"
      trigger={(trigger) => <IconButton {...trigger} icon={ReactionIcon} label={t("message.react")} size="small" tip="top-end" />}
    >
      {quickReactions.map((emoji) => (
        <button
          key={emoji}
          type="button"
          class="chat-sign"
          onClick={(event) => {
            event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
            react(message, emoji);
          }}
        >
          {emoji}
        </button>
      ))}
    </Popover>
  );
};

const useMenuItems = (message: Message): readonly (readonly MenuItem[])[] => {
  const { chat, composer, focusComposer, remove, whisper } = useChat();
  if (message.from !== chat.self) {
    const isThere = chat.people.reachable.value.some(({ id }) => id === message.from);
    const name = chat.people.nameOf(message.from);
    return isThere ? [[{ label: t("compose.placeholder-private", { name }), icon: LockIcon, run: () => whisper(message.from) }]] : [];
  }
  const edit = () => {
    composer.begin({ edit: message });
    focusComposer();
  };
  return [
    [{ label: t("message.edit"), icon: EditIcon, run: edit }],
    [{ label: t("message.delete"), icon: TrashIcon, danger: true, run: () => remove(message) }],
  ];
};

const Actions = ({ message }: { readonly message: Message }) => {
  const { composer, focusComposer } = useChat();
  const groups = useMenuItems(message);
  const reply = () => {
    composer.begin({ reply: message });
    focusComposer();
  };
  return (
    <div class="chat-actions">
      <ReactionPicker message={message} />
      <IconButton icon={ReplyIcon} label={t("message.reply")} size="small" turn="directed" tip="top-end" onClick={reply} />
      {groups.length > 0 && (
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
