import { useRef } from "preact/hooks";
import { AddPictureIcon, IconButton, Popover, ReactionIcon } from "@tfx/ui";
import { allEmoji } from "../text/emoji.ts";
import { useChat } from "../view/chat-context.ts";
import { t } from "../words.ts";

/** Adds a picture from a file. */
export const AttachButton = () => {
  const { composer } = useChat();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) void composer.attach(file);
          event.currentTarget.value = "";
        }}
      />
      <IconButton icon={AddPictureIcon} label={t("compose.attach")} size="small" tip="top-start" onClick={() => input.current?.click()} />
    </>
  );
};

/** Adds a sign to the text. */
export const EmojiButton = ({ insert }: { readonly insert: (sign: string) => void }) => (
  <Popover
    label={t("compose.emoji")}
    class="chat-picker chat-picker--all"
    side="above"
    align="start"
    trigger={(trigger) => <IconButton {...trigger} icon={ReactionIcon} label={t("compose.emoji")} size="small" tip="top-start" />}
  >
    {allEmoji.map((sign) => (
      <button
        key={sign}
        type="button"
        class="chat-sign"
        onClick={(event) => {
          event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
          insert(sign);
        }}
      >
        {sign}
      </button>
    ))}
  </Popover>
);
