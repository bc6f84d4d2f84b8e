import { useLayoutEffect, useEffect, useRef } from "preact/hooks";
import { useComputed, useSignal, type Signal } from "@preact/signals";
import { Button } from "@tfx/ui";
import type { Row } from "../messages/rows.ts";
import { dayWords } from "../messages/speech-time.ts";
import { t, tCount } from "../words.ts";
import { useChat } from "./chat-context.ts";
import { MessageView } from "./message-view.tsx";
import { stepMessages } from "./step-messages.ts";

const rowsAtOnce = 150;
const nearEndPx = 48;

const RowView = ({ row }: { readonly row: Row }) => {
  const { locale } = useChat();
  if (row.kind === "day")
    return (
      <p class="chat-line tfx-small tfx-muted">
        <span>{dayWords(row.at, Date.now(), locale.value)}</span>
      </p>
    );
  if (row.kind === "new")
    return (
      <p class="chat-line chat-line--new tfx-small tfx-strong">
        <span>{t("list.new")}</span>
      </p>
    );
  return <MessageView row={row} />;
};

const bringIntoSight = (list: HTMLElement, id: string) => {
  const message = list.querySelector<HTMLElement>(`#${CSS.escape(`chat-${id}`)}`);
  message?.scrollIntoView({ block: "center" });
  message?.focus({ preventScroll: true });
};

const moveFocus = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
  const { currentTarget: list, target, key } = event;
  // Within a message the keys belong to what has the focus there, such as a menu.
  if (!(target instanceof HTMLElement) || (target !== list && !target.matches("article"))) return;
  const messages = [...list.querySelectorAll<HTMLElement>("article")];
  const next = stepMessages(key, messages.indexOf(target), messages.length);
  if (next === undefined) return;
  event.preventDefault();
  messages[next]?.focus();
};

const useScroll = (drawn: Signal<number>) => {
  const { chat, sought } = useChat();
  const list = useRef<HTMLDivElement>(null);
  const { atEnd, isShown } = chat.unread;
  const rows = chat.rows.value;
  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight });
  useLayoutEffect(() => {
    if (atEnd.value && isShown.value) toEnd();
  }, [rows, isShown.value]);
  // Pictures and fonts change heights after the rows were drawn.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (atEnd.value) toEnd();
    });
    const frame = list.current;
    for (const part of frame === null ? [] : [frame, ...frame.children]) observer.observe(part);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const id = sought.value;
    if (id === undefined || list.current === null) return;
    const place = rows.findIndex((row) => row.id === id);
    atEnd.value = false;
    if (rows.length - place > drawn.value) {
      drawn.value = rows.length - place + rowsAtOnce / 2;
      return;
    }
    sought.value = undefined;
    bringIntoSight(list.current, id);
  }, [sought.value, drawn.value]);
  const onScroll = (event: { readonly currentTarget: HTMLElement }) => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
    if (clientHeight > 0) atEnd.value = scrollHeight - scrollTop - clientHeight < nearEndPx;
  };
  const jump = () => {
    atEnd.value = true;
    toEnd();
  };
  return { list, onScroll, jump };
};

const JumpButton = ({ jump }: { readonly jump: () => void }) => {
  const { unread } = useChat().chat;
  if (unread.atEnd.value) return null;
  const count = unread.unread.value.length;
  return (
    <div class="chat-jump">
      <Button size="small" variant={count > 0 ? "primary" : "secondary"} onClick={jump}>
        {count > 0 ? tCount("list.latest-new", count) : t("list.latest")}
      </Button>
    </div>
  );
};

/** The messages, the latest at the end; readers hear those that come. */
export const ListView = () => {
  const { chat } = useChat();
  const drawn = useSignal(rowsAtOnce);
  const { list, onScroll, jump } = useScroll(drawn);
  const rows = useComputed(() => chat.rows.value.slice(-drawn.value));
  const hasMore = chat.rows.value.length > drawn.value;
  return (
    <div class="chat-list-frame">
      <div ref={list} class="chat-scroll" role="log" aria-label={t("list.label")} tabIndex={0} onScroll={onScroll} onKeyDown={moveFocus}>
        <div class="chat-rows">
          {hasMore && (
            <Button
              size="small"
              variant="ghost"
              wide
              onClick={() => {
                drawn.value += rowsAtOnce;
              }}
            >
              {t("list.earlier")}
            </Button>
          )}
          {rows.value.length === 0 && <p class="chat-empty tfx-muted">{t("list.empty")}</p>}
          {rows.value.map((row) => (
            <RowView key={row.id} row={row} />
          ))}
        </div>
      </div>
      <JumpButton jump={jump} />
    </div>
  );
};
