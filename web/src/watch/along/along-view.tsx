import type { ReadableText } from "@tfx/protocol/broadcasts";
import { CaptionsIcon, CloseIcon, IconButton, MessageIcon } from "@tfx/ui";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useTexts } from "../../broadcasts/page-texts.ts";
import type { Along } from "./along.ts";
import { lastWords } from "./last-words.ts";
import "./along.css";

interface AlongProps {
  readonly along: Along;
}

/** Captions over the picture; a reader hears what is said anyway, and finds them when looking for them. */
export const Captions = ({ along }: AlongProps) => {
  const { t } = useTexts();
  const lines = along.captions.value;
  if (lines.length === 0) return null;
  return (
    <div class="along-captions" role="region" aria-label={t("watch.captions")}>
      {lines.map(({ id, name, text }) => (
        // It runs as its text does, whatever the name before it.
        <p key={id} class="along-captions__line" dir="auto">
          {name !== undefined && (
            <span class="along-captions__name">
              <bdi>{name}</bdi>
              {": "}
            </span>
          )}
          {lastWords(text)}
        </p>
      ))}
    </div>
  );
};

/** Buttons for what there is to read. */
export const AlongButtons = ({ along }: AlongProps) => {
  const { t } = useTexts();
  const kinds = along.kinds.value;
  const [isOn, isOpen] = [along.areCaptionsOn.value, along.isChatOpen.value];
  return (
    <>
      {kinds.has("captions") && (
        <IconButton
          icon={CaptionsIcon}
          label={t(isOn ? "watch.hideCaptions" : "watch.showCaptions")}
          shortcut={["C"]}
          state={isOn ? "on" : undefined}
          aria-pressed={isOn}
          onClick={() => along.toggleCaptions()}
        />
      )}
      {kinds.has("chat") && (
        <IconButton
          icon={MessageIcon}
          label={t(isOpen ? "watch.hideChat" : "watch.showChat")}
          count={along.unread.value}
          state={isOpen ? "on" : undefined}
          aria-expanded={isOpen}
          onClick={() => along.toggleChat()}
        />
      )}
    </>
  );
};

const Message = ({ message: { name, text } }: { readonly message: ReadableText }) => (
  <li class="along-message">
    {name !== undefined && (
      <span class="along-message__name tfx-clip" dir="auto">
        {name}
      </span>
    )}
    <span class="along-message__text" dir="auto">
      {text}
    </span>
  </li>
);

/** Closer to the end than this, one wants to see what comes. */
const nearEndPx = 48;

/** What is written in the call, to be read: beside the picture, below it where that is narrow. */
export const Chat = ({ along }: AlongProps) => {
  const { t } = useTexts();
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const messages = along.chat.value;
  const isShown = along.isChatOpen.value;
  useLayoutEffect(() => {
    if (isAtEnd.current && list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  }, [messages, isShown]);
  if (!isShown) return null;
  return (
    <section class="along-chat" aria-labelledby="along-chat">
      <header class="along-chat__head">
        <h2 class="along-chat__title" id="along-chat">
          {t("watch.chat")}
        </h2>
        <IconButton icon={CloseIcon} label={t("watch.hideChat")} size="small" tip="none" onClick={() => along.toggleChat()} />
      </header>
      <div
        ref={list}
        class="along-chat__list"
        role="log"
        aria-label={t("watch.chat")}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
          (isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearEndPx)
        }
      >
        <ul class="along-chat__messages">
          {messages.map((message) => (
            <Message key={message.id} message={message} />
          ))}
        </ul>
      </div>
      <p class="along-chat__note">{t(messages.length === 0 ? "watch.chatEmpty" : "watch.chatReadOnly")}</p>
    </section>
  );
};
