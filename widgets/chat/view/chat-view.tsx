import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { AttachIcon, CloseIcon, Icon, IconButton, SearchIcon } from "@tfx/ui";
import type { ComposerModel } from "../composer/composer-model.ts";
import { ComposerView } from "../composer/composer-view.tsx";
import { EnlargedPicture } from "../picture/picture-view.tsx";
import { t } from "../words.ts";
import { ChatProvider, useChat, type ChatParts } from "./chat-context.ts";
import { ListView } from "./list-view.tsx";
import { SearchView } from "./search-view.tsx";

const TypingLine = () => {
  const { chat } = useChat();
  const [first, second, third] = chat.typing.others.value.map((id) => chat.people.nameOf(id));
  const words =
    first === undefined
      ? ""
      : second === undefined
        ? t("typing.one", { name: first })
        : third === undefined
          ? t("typing.two", { name: first, other: second })
          : t("typing.many");
  return <p class="chat-typing tfx-small tfx-muted tfx-clip">{words}</p>;
};

const filesIn = (data: DataTransfer | null): readonly File[] => [...(data?.files ?? [])];

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;

/** Files that are dropped or pasted anywhere in the chat go along with what is being written. */
const useIncomingFiles = (composer: ComposerModel, focusComposer: () => void) => {
  const isOver = useSignal(false);
  const take = (event: Event, data: DataTransfer | null) => {
    isOver.value = false;
    const files = filesIn(data);
    if (files.length === 0) return;
    event.preventDefault();
    void composer.attach(files);
    focusComposer();
  };
  const listeners = {
    // Where there is text as well, as from a table, the text is meant.
    onPaste: (event: ClipboardEvent) => {
      if (event.clipboardData?.types.includes("text/plain") !== true) take(event, event.clipboardData);
    },
    onDragOver: (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      isOver.value = true;
    },
    onDragLeave: (event: DragEvent & { readonly currentTarget: HTMLElement }) => {
      const isInside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
      if (!isInside) isOver.value = false;
    },
    onDrop: (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
      take(event, event.dataTransfer);
    },
  };
  return { isOver, listeners };
};

/** Properties of the chat's view. */
export interface ChatViewProps {
  readonly parts: Omit<ChatParts, "focusComposer" | "whisper">;
}

/** The whole chat. */
export const ChatView = ({ parts }: ChatViewProps) => {
  const field = useRef<HTMLTextAreaElement>(null);
  const query = useSignal<string | undefined>(undefined);
  const focusComposer = () => field.current?.focus();
  const { isOver, listeners } = useIncomingFiles(parts.composer, focusComposer);
  const isSearching = query.value !== undefined;
  const all: ChatParts = {
    ...parts,
    focusComposer,
    whisper: (to) => {
      parts.composer.begin({ to });
      focusComposer();
    },
  };
  return (
    <ChatProvider value={all}>
      <div class="chat" {...listeners}>
        <div class="chat-top">
          <IconButton
            icon={isSearching ? CloseIcon : SearchIcon}
            label={t(isSearching ? "search.close" : "search.open")}
            aria-expanded={isSearching}
            size="small"
            tip="bottom-end"
            onClick={() => {
              query.value = isSearching ? undefined : "";
            }}
          />
        </div>
        <SearchView query={query} />
        <ListView />
        <TypingLine />
        <ComposerView field={field} />
        <EnlargedPicture />
        {isOver.value && (
          <div class="chat-drop tfx-strong">
            <Icon icon={AttachIcon} />
            {t("compose.drop")}
          </div>
        )}
      </div>
    </ChatProvider>
  );
};
