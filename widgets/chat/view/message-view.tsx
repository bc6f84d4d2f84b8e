import { Avatar, Icon, LockIcon, ReplyIcon, classNames } from "@tfx/ui";
import { safeFileName, type ParticipantId } from "@tfx/widget-sdk";
import { FileView } from "../file/file-view.tsx";
import type { Message } from "../messages/fold-messages.ts";
import type { PrivateMessage, Row } from "../messages/rows.ts";
import { clockTime } from "../messages/speech-time.ts";
import { MessagePicture } from "../picture/picture-view.tsx";
import { MessageText } from "../text/text-view.tsx";
import { t } from "../words.ts";
import { useChat } from "./chat-context.ts";
import { MessageActions } from "./message-actions.tsx";

const Head = ({ from, at }: { readonly from: ParticipantId; readonly at: number }) => {
  const { chat, locale } = useChat();
  return (
    <header class="chat-head">
      <span class="tfx-strong" dir="auto">
        {from === chat.self ? t("person.you") : chat.people.nameOf(from)}
      </span>
      <time class="tfx-small tfx-muted tfx-tabular" dateTime={new Date(at).toISOString()}>
        {clockTime(at, locale.value)}
      </time>
    </header>
  );
};

/** A message in a line. */
const wordsOf = ({ text, isDeleted, file }: Message): string => {
  if (text !== "") return text;
  if (isDeleted) return t("message.deleted");
  return file === undefined ? t("message.picture-words") : safeFileName(file.name);
};

const Answered = ({ id }: { readonly id: string }) => {
  const { chat, sought } = useChat();
  const message = chat.byId.value.get(id);
  if (message === undefined) return <p class="chat-answered tfx-small tfx-muted">{t("message.reply-gone")}</p>;
  const words = wordsOf(message);
  return (
    <button
      type="button"
      class="chat-answered tfx-small tfx-muted"
      onClick={() => {
        sought.value = id;
      }}
    >
      <Icon icon={ReplyIcon} small turn="directed" />
      <span class="tfx-hidden">{t("message.reply-to", { name: chat.people.nameOf(message.from) })}</span>
      <span class="tfx-clip" dir="auto">
        <b aria-hidden="true">{chat.people.nameOf(message.from)}</b> {words.slice(0, 160)}
      </span>
    </button>
  );
};

const Reactions = ({ message }: { readonly message: Message }) => {
  const { chat, react, locale } = useChat();
  if (message.reactions.length === 0) return null;
  return (
    <div class="chat-reactions">
      {message.reactions.map(({ emoji, from }) => {
        const isMine = from.includes(chat.self);
        const names = from.map((id) => (id === chat.self ? t("person.you") : chat.people.nameOf(id)));
        const words = t("reaction.by", { emoji, names: new Intl.ListFormat(locale.value).format(names) });
        return (
          <button
            key={emoji}
            type="button"
            class={classNames("chat-reaction", isMine && "chat-reaction--mine")}
            aria-pressed={isMine}
            aria-label={words}
            title={words}
            onClick={() => react(message, emoji)}
          >
            {emoji} <span class="tfx-small tfx-tabular">{from.length}</span>
          </button>
        );
      })}
    </div>
  );
};

const MessageBody = ({ message }: { readonly message: Message }) => {
  const { chat } = useChat();
  if (message.isDeleted) return <p class="tfx-muted chat-gone">{t("message.deleted")}</p>;
  return (
    <>
      {message.reply !== undefined && <Answered id={message.reply} />}
      {message.text !== "" && <MessageText text={message.text} mentions={message.mentions} self={chat.self} />}
      {message.picture !== undefined && <MessagePicture message={message} picture={message.picture} />}
      {message.file !== undefined && <FileView file={message.file} from={message.from} />}
      {message.isEdited && <span class="tfx-small tfx-muted">({t("message.edited")})</span>}
      <Reactions message={message} />
      <MessageActions message={message} />
    </>
  );
};

const noMentions: Message["mentions"] = [];

const PrivateBody = ({ message }: { readonly message: PrivateMessage }) => {
  const { chat } = useChat();
  const isMine = message.from === chat.self;
  return (
    <>
      <p class="chat-private__note tfx-small" title={t("private.note")}>
        <Icon icon={LockIcon} small />
        {isMine ? t("private.to", { name: chat.people.nameOf(message.to) }) : t("private.from")} · {t("private.note")}
      </p>
      {message.text !== "" && <MessageText text={message.text} mentions={noMentions} self={chat.self} />}
      {message.picture !== undefined && <MessagePicture message={message} picture={message.picture} />}
      {message.file !== undefined && <FileView file={message.file} from={message.from} to={message.to} />}
    </>
  );
};

// Its menu would go with a message that the pointer leaves on the way to it.
const isMenuOpen = (part: HTMLElement): boolean => (part.parentElement?.querySelector("[popover]:popover-open") ?? null) !== null;

type MessageRow = Exclude<Row, { kind: "day" | "new" }>;

/** One message: who and when where it leads a group, what it says, and what can be done with it. */
export const MessageView = ({ row }: { readonly row: MessageRow }) => {
  const { chat, active } = useChat();
  const activate = () => {
    active.value = row.id;
  };
  const isForMe = row.kind === "message" && row.message.mentions.some(({ id }) => id === chat.self);
  const name = chat.people.nameOf(row.from);
  return (
    <article
      id={`chat-${row.id}`}
      class={classNames(
        "chat-message",
        row.leads && "chat-message--leads",
        row.kind === "private" && "chat-message--private",
        isForMe && "chat-message--for-me",
      )}
      aria-label={name}
      tabIndex={-1}
      onPointerEnter={({ currentTarget }) => {
        if (!isMenuOpen(currentTarget)) activate();
      }}
      onFocusIn={activate}
    >
      <div class="chat-message__side">{row.leads && <Avatar name={name} />}</div>
      <div class="chat-message__body">
        {row.leads && <Head from={row.from} at={row.at} />}
        {row.kind === "message" ? <MessageBody message={row.message} /> : <PrivateBody message={row.message} />}
      </div>
    </article>
  );
};
