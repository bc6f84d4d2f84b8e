import { useLayoutEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { CheckIcon, IconButton, SendIcon, classNames, useUniqueId } from "@tfx/ui";
import { useChat } from "../view/chat-context.ts";
import { t } from "../words.ts";
import { AttachedView } from "./attached-view.tsx";
import { CompletionView, choiceId } from "./completion-view.tsx";
import { stepForKey } from "./composer-keys.ts";
import { AttachButton, EmojiButton } from "./composer-tools.tsx";
import { PurposeView, ReceiverView } from "./purpose-view.tsx";

type Field = RefObject<HTMLTextAreaElement | null>;

const useCompletion = (field: Field) => {
  const { composer } = useChat();
  const id = useUniqueId();
  const chosen = useSignal(0);
  const caret = useRef<number | undefined>(undefined);
  const completion = composer.completion.value;
  const count = completion?.choices.length ?? 0;
  const at = Math.min(chosen.value, Math.max(0, count - 1));
  // The caret is set once the field has drawn the text that it belongs to.
  useLayoutEffect(() => {
    if (caret.current !== undefined) field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });
  return {
    id,
    completion,
    at,
    move: (step: number) => {
      chosen.value = (at + step + count) % count;
    },
    choose: (index: number) => {
      caret.current = composer.complete(index);
      chosen.value = 0;
    },
    placeCaret: (place: number) => {
      caret.current = place;
    },
  };
};

const useKeys = ({ at, move, choose, completion }: Pick<ReturnType<typeof useCompletion>, "at" | "move" | "choose" | "completion">) => {
  const { composer } = useChat();
  return (event: KeyboardEvent) => {
    const step = stepForKey({
      key: event.key,
      shift: event.shiftKey,
      isComposing: event.isComposing,
      hasCompletion: completion !== undefined,
      isEmpty: composer.text.value === "",
    });
    if (step === undefined || (step === "edit-last" && !composer.editLast())) return;
    if (step === "cancel" && !composer.cancel()) return;
    event.preventDefault();
    event.stopPropagation();
    if (step === "submit") void composer.submit();
    if (step === "complete") choose(at);
    if (step === "next") move(1);
    if (step === "previous") move(-1);
  };
};

const placeholderOf = (name: string | undefined): string =>
  name === undefined ? t("compose.placeholder") : t("compose.placeholder-private", { name });

interface FieldViewProps {
  readonly field: Field;
  readonly suggested: ReturnType<typeof useCompletion>;
}

const FieldView = ({ field, suggested }: FieldViewProps) => {
  const { chat, composer } = useChat();
  const onKeyDown = useKeys(suggested);
  const hintId = useUniqueId();
  const { to } = composer.purpose.value;
  const { id, completion, at } = suggested;
  return (
    <>
      {completion !== undefined && <CompletionView {...{ id, completion }} chosen={at} choose={suggested.choose} />}
      <textarea
        ref={field}
        class="chat-field"
        rows={1}
        dir="auto"
        value={composer.text.value}
        placeholder={placeholderOf(to === undefined ? undefined : chat.people.nameOf(to))}
        aria-label={t("compose.label")}
        aria-describedby={hintId}
        aria-autocomplete="list"
        aria-controls={completion === undefined ? undefined : id}
        aria-activedescendant={completion === undefined ? undefined : choiceId(id, at)}
        onInput={({ currentTarget }) => composer.write(currentTarget.value, currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <p id={hintId} class="tfx-hidden">
        {t("compose.hint")}
      </p>
    </>
  );
};

// A button of its own and no form: a sandboxed frame submits none.
const SendButton = () => {
  const { composer } = useChat();
  const isEdit = composer.purpose.value.edit !== undefined;
  return (
    <IconButton
      class="chat-tools__send"
      icon={isEdit ? CheckIcon : SendIcon}
      label={t(isEdit ? "compose.save" : "compose.send")}
      shortcut={["Enter"]}
      tip="top-end"
      onClick={() => void composer.submit()}
    />
  );
};

/** Where one writes: the purpose and the receiver, the text, and what goes along with it. */
export const ComposerView = ({ field }: { readonly field: Field }) => {
  const { composer } = useChat();
  const suggested = useCompletion(field);
  const insert = (sign: string) => {
    const { selectionStart: from = 0, selectionEnd: end = 0, value = "" } = field.current ?? {};
    composer.write(value.slice(0, from) + sign + value.slice(end), from + sign.length);
    suggested.placeCaret(from + sign.length);
    field.current?.focus();
  };
  return (
    <div class={classNames("chat-composer", composer.purpose.value.to !== undefined && "chat-composer--private")}>
      <PurposeView />
      <ReceiverView />
      <AttachedView />
      <FieldView {...{ field, suggested }} />
      <p class="chat-problem tfx-small" role="alert">
        {composer.problem.value}
      </p>
      <div class="chat-tools">
        <AttachButton />
        <EmojiButton insert={insert} />
        <SendButton />
      </div>
    </div>
  );
};
