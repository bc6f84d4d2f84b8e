import { Button, ChevronIcon, CloseIcon, Icon, IconButton, LockIcon, Menu, PeopleIcon } from "@tfx/ui";
import { useChat } from "../view/chat-context.ts";
import { t } from "../words.ts";

/** Says what is being answered or edited, and leaves it. */
export const PurposeView = () => {
  const { chat, composer } = useChat();
  const { reply, edit } = composer.purpose.value;
  if (reply === undefined && edit === undefined) return null;
  const words =
    edit === undefined ? t("compose.replying", { name: reply === undefined ? "" : chat.people.nameOf(reply.from) }) : t("compose.editing");
  return (
    <div class="chat-purpose tfx-small">
      <span class="tfx-strong tfx-clip">{words}</span>
      <span class="tfx-muted tfx-clip" dir="auto">
        {(edit ?? reply)?.text.slice(0, 120)}
      </span>
      <IconButton icon={CloseIcon} label={t("compose.cancel")} size="small" tip="top-end" onClick={() => composer.cancel()} />
    </div>
  );
};

/** To whom it goes: everybody, or one person who has the chat open. */
export const ReceiverView = () => {
  const { chat, composer, whisper } = useChat();
  const { to, edit } = composer.purpose.value;
  const others = chat.people.reachable.value;
  if (edit !== undefined || (others.length === 0 && to === undefined)) return null;
  const everybody = {
    label: t("compose.everybody"),
    icon: PeopleIcon,
    checked: to === undefined,
    run: () => composer.begin({}),
  };
  const alone = others.map(({ id }) => ({
    label: t("compose.private", { name: chat.people.nameOf(id) }),
    icon: LockIcon,
    checked: to === id,
    run: () => whisper(id),
  }));
  return (
    <div class="chat-receiver tfx-small">
      <Menu
        label={t("compose.to")}
        side="above"
        align="start"
        groups={[[everybody], alone]}
        trigger={(trigger) => (
          <Button {...trigger} size="small" variant="ghost" icon={to === undefined ? PeopleIcon : LockIcon}>
            <span class="tfx-clip">
              {t("compose.to")}: {to === undefined ? t("compose.everybody") : t("compose.private", { name: chat.people.nameOf(to) })}
            </span>
            <Icon icon={ChevronIcon} small />
          </Button>
        )}
      />
      {to !== undefined && <span class="tfx-muted">{t("private.note")}</span>}
    </div>
  );
};
