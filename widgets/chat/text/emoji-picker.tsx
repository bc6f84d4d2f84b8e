import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Field, IconButton, Popover, ReactionIcon, SearchIcon, type TooltipSide } from "@tfx/ui";
import { t } from "../words.ts";
import { findEmoji } from "./emoji.ts";

const mostFound = 400;

const Signs = ({ choose }: { readonly choose: (emoji: string) => void }) => {
  const query = useSignal("");
  const part = useRef<HTMLDivElement>(null);
  const found = findEmoji(
    query.value
      .trim()
      .toLowerCase()
      .replaceAll(/[\s:-]+/g, "_"),
    mostFound,
  );
  // What was asked for by hand has the focus: one can write what one looks for at once.
  useEffect(() => part.current?.querySelector("input")?.focus({ preventScroll: true }), []);
  return (
    <div ref={part} class="chat-picker__all">
      <Field
        label={t("emoji.search")}
        labelHidden
        icon={SearchIcon}
        placeholder={t("emoji.search")}
        value={query.value}
        onText={(text) => {
          query.value = text;
        }}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key !== "Enter" || event.isComposing || first === undefined) return;
          event.preventDefault();
          choose(first.emoji);
        }}
      />
      <div class="chat-picker__signs" role="group" aria-label={t("emoji.all")}>
        {found.map(({ code, emoji }) => (
          <button
            key={code}
            type="button"
            class="chat-sign"
            title={`:${code}:`}
            aria-label={code.replaceAll("_", " ")}
            onClick={() => choose(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
      {found.length === 0 && <p class="tfx-small tfx-muted">{t("emoji.none")}</p>}
    </div>
  );
};

/** Properties of the button that opens the signs. */
export interface EmojiPickerProps {
  readonly label: string;
  readonly tip: TooltipSide;
  readonly align: "start" | "end";
  /** Signs that are offered before one searches. */
  readonly quick?: readonly string[];
  readonly choose: (emoji: string) => void;
}

/** A button that opens the signs, with a search. */
export const EmojiPicker = ({ label, tip, align, quick = [], choose }: EmojiPickerProps) => {
  const open = useSignal(false);
  const part = useRef<HTMLDivElement>(null);
  const take = (emoji: string) => {
    part.current?.hidePopover();
    choose(emoji);
  };
  return (
    <Popover
      {...{ label, align, part, open }}
      class="chat-picker"
      side="above"
      trigger={(trigger) => <IconButton {...trigger} icon={ReactionIcon} label={label} size="small" tip={tip} />}
    >
      {quick.length > 0 && (
        <div class="chat-picker__quick">
          {quick.map((emoji) => (
            <button key={emoji} type="button" class="chat-sign" aria-label={emoji} onClick={() => take(emoji)}>
              {emoji}
            </button>
          ))}
        </div>
      )}
      <Signs choose={take} />
    </Popover>
  );
};
