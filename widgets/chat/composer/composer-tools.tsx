import { useRef } from "preact/hooks";
import { AttachIcon, IconButton } from "@tfx/ui";
import { EmojiPicker } from "../text/emoji-picker.tsx";
import { useChat } from "../view/chat-context.ts";
import { t } from "../words.ts";

/** Adds files and pictures. */
export const AttachButton = () => {
  const { composer } = useChat();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("compose.attach")}
        onChange={(event) => {
          void composer.attach([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <IconButton icon={AttachIcon} label={t("compose.attach")} size="small" tip="top-start" onClick={() => input.current?.click()} />
    </>
  );
};

/** Adds a sign to the text. */
export const EmojiButton = ({ insert }: { readonly insert: (sign: string) => void }) => (
  <EmojiPicker label={t("compose.emoji")} tip="top-start" align="start" choose={insert} />
);
