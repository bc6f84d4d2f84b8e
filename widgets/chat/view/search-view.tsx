import { useEffect, useRef } from "preact/hooks";
import type { Signal } from "@preact/signals";
import { Field, SearchIcon } from "@tfx/ui";
import { markFound, searchItems } from "../messages/search.ts";
import { clockTime } from "../messages/speech-time.ts";
import { t, tCount } from "../words.ts";
import { useChat } from "./chat-context.ts";

const mostShown = 50;

const Marked = ({ text, query }: { readonly text: string; readonly query: string }) => (
  <>{markFound(text.slice(0, 400), query).map((piece, index) => (piece.isFound ? <mark key={index}>{piece.text}</mark> : piece.text))}</>
);

const Found = ({ query, close }: { readonly query: string; readonly close: () => void }) => {
  const { chat, sought, locale } = useChat();
  const found = searchItems(chat.items.value, query, ({ from }) => chat.people.nameOf(from)).toReversed();
  if (query.trim() === "") return null;
  return (
    <>
      <p class="tfx-small tfx-muted" role="status">
        {found.length === 0 ? t("search.none") : tCount("search.found", found.length)}
      </p>
      <ul class="chat-found">
        {found.slice(0, mostShown).map((item) => (
          <li key={item.id}>
            <button
              type="button"
              class="chat-found__message"
              onClick={() => {
                close();
                sought.value = item.id;
              }}
            >
              <span class="tfx-small tfx-muted">
                {chat.people.nameOf(item.from)} · {clockTime(item.at, locale.value)}
              </span>
              <span class="chat-found__text" dir="auto">
                <Marked
                  text={item.message.text === "" ? (item.message.file?.name ?? t("message.picture-words")) : item.message.text}
                  query={query}
                />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};

const SearchPanel = ({ query, close }: { readonly query: Signal<string | undefined>; readonly close: () => void }) => {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.querySelector("input")?.focus(), []);
  return (
    <search
      ref={panel}
      class="chat-search"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <Field
        label={t("search.label")}
        labelHidden
        icon={SearchIcon}
        value={query.value ?? ""}
        onText={(text) => {
          query.value = text;
        }}
      />
      <Found query={query.value ?? ""} close={close} />
    </search>
  );
};

/** Searches the messages; `query` is `undefined` while the search is closed. */
export const SearchView = ({ query }: { readonly query: Signal<string | undefined> }) => {
  if (query.value === undefined) return null;
  const close = () => {
    query.value = undefined;
  };
  return <SearchPanel query={query} close={close} />;
};
