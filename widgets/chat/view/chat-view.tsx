import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { CloseIcon, IconButton, SearchIcon } from "@tfx/ui";
import type { ComposerModel } from "../composer/composer-model.ts";
import { ComposerView } from "../composer/composer-view.tsx";
import { EnlargedPicture } from "../picture/picture-view.tsx";
import { t } from "../words.ts";
import { ChatProvider, useChat, type ChatParts } from "./chat-context.ts";
import { ListView } from "./list-view.tsx";
import { SearchView } from "./search-view.tsx";

const pictureIn = (data: DataTransfer | null): File | undefined => [...(data?.files ?? [])].find((file) => file.type.startsWith("image/"));

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

const takePicture = (composer: ComposerModel, event: Event, data: DataTransfer | null) => {
  const file = pictureIn(data);
  if (file === undefined) return;
  event.preventDefault();
  void composer.attach(file);
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
      <div
        class="chat"
        onPaste={(event) => takePicture(parts.composer, event, event.clipboardData)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          takePicture(parts.composer, event, event.dataTransfer);
        }}
      >
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
      </div>
    </ChatProvider>
  );
};
