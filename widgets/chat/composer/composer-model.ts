import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { TfxError, type ParticipantId } from "@tfx/widget-sdk";
import { longestText } from "../messages/entry.ts";
import type { Message } from "../messages/fold-messages.ts";
import type { ChatModel } from "../model.ts";
import type { PreparedPicture } from "../picture/prepare-picture.ts";
import { findCompletion, type Completion } from "../text/completion.ts";
import { t, tCount } from "../words.ts";

/** What the text is for: a message, perhaps an answer or for one person alone, or a message worded anew. */
export interface Purpose {
  readonly reply?: Message;
  readonly edit?: Message;
  readonly to?: ParticipantId;
}

/** What one is writing. */
export interface ComposerModel {
  readonly text: ReadonlySignal<string>;
  readonly purpose: ReadonlySignal<Purpose>;
  readonly picture: ReadonlySignal<PreparedPicture | undefined>;
  readonly completion: ReadonlySignal<Completion | undefined>;
  /** What stands in the way of sending, in words. */
  readonly problem: ReadonlySignal<string | undefined>;
  write(text: string, caret: number): void;
  /** Puts a choice in; answers where the caret belongs then. */
  complete(choice: number): number | undefined;
  begin(purpose: Purpose): void;
  /** Takes up one's last message to word it anew; answers whether there is one. */
  editLast(): boolean;
  attach(file: Blob): Promise<void>;
  detach(): void;
  /** Closes suggestions, then leaves an answer, an edit or a private message. Answers whether there was any. */
  cancel(): boolean;
  submit(): Promise<void>;
}

/** What a browser does for the composer. */
export interface ComposerPorts {
  readonly preparePicture: (file: Blob) => Promise<PreparedPicture | undefined>;
}

const nothing: Purpose = {};

const problemOf = (error: unknown, name: string | undefined): string => {
  const code = error instanceof TfxError ? error.code : undefined;
  if (code === "widget/quota") return t("problem.full");
  if (code === "rate/limited") return t("problem.quick");
  return name === undefined ? t("problem.send") : t("problem.away", { name });
};

type Draft = ReturnType<typeof createDraft>;

const createDraft = () => {
  const text = signal("");
  const caret = signal<number | undefined>(undefined);
  const purpose = signal<Purpose>(nothing);
  const picture = signal<PreparedPicture | undefined>(undefined);
  const failure = signal<string | undefined>(undefined);
  const set = (now: { readonly text?: string; readonly purpose?: Purpose }) => {
    text.value = now.text ?? text.peek();
    purpose.value = now.purpose ?? purpose.peek();
    caret.value = undefined;
    failure.value = undefined;
  };
  return { text, caret, purpose, picture, failure, set, tooLong: computed(() => text.value.length - longestText) };
};

/** The state of the composer, apart from how it looks. */
export const createComposerModel = (chat: ChatModel, ports: ComposerPorts): ComposerModel => {
  const draft = createDraft();
  const { text, caret, purpose, picture, failure, tooLong } = draft;
  const completion = computed(() =>
    caret.value === undefined ? undefined : findCompletion(text.value, caret.value, chat.people.mentionable.value),
  );
  return {
    text,
    purpose,
    picture,
    completion,
    problem: computed(() => (tooLong.value > 0 ? tCount("problem.long", tooLong.value) : failure.value)),
    write: (written, at) => {
      text.value = written;
      caret.value = at;
      failure.value = undefined;
      // Those who are not meant need not know that something is being written.
      if (written === "" || purpose.peek().to !== undefined) chat.typing.stop();
      else chat.typing.touch();
    },
    complete: (index) => {
      const found = completion.peek();
      const choice = found?.choices[index];
      const end = caret.peek();
      if (found === undefined || choice === undefined || end === undefined) return undefined;
      draft.set({ text: text.peek().slice(0, found.from) + choice.insert + text.peek().slice(end) });
      return found.from + choice.insert.length;
    },
    ...createPurposes(chat, draft),
    attach: async (file) => {
      const { edit, to } = purpose.peek();
      if (edit !== undefined || to !== undefined) {
        failure.value = t("problem.picture-private");
        return;
      }
      const prepared = await ports.preparePicture(file);
      failure.value = prepared === undefined ? t("problem.picture") : undefined;
      picture.value = prepared ?? picture.peek();
    },
    detach: () => {
      picture.value = undefined;
    },
    submit: createSubmit(chat, draft),
  };
};

const createPurposes = (
  chat: ChatModel,
  { text, caret, purpose, picture, set }: Draft,
): Pick<ComposerModel, "begin" | "editLast" | "cancel"> => {
  const begin = (next: Purpose) => {
    const isOther = next.edit !== undefined || purpose.peek().edit !== undefined;
    set({ text: isOther ? (next.edit?.text ?? "") : text.peek(), purpose: next });
    if (next.edit !== undefined || next.to !== undefined) picture.value = undefined;
    if (next.to !== undefined) chat.typing.stop();
  };
  return {
    begin,
    editLast: () => {
      const last = chat.items.peek().findLast((item) => item.kind === "message" && item.from === chat.self && !item.message.isDeleted);
      if (last?.kind === "message") begin({ edit: last.message });
      return last !== undefined;
    },
    cancel: () => {
      if (caret.peek() !== undefined && findCompletion(text.peek(), caret.peek() ?? 0, chat.people.mentionable.peek()) !== undefined) {
        caret.value = undefined;
        return true;
      }
      if (purpose.peek() === nothing) return false;
      begin(nothing);
      return true;
    },
  };
};

const send = async (chat: ChatModel, { purpose, picture }: Draft, words: string): Promise<void> => {
  const { reply, edit, to } = purpose.peek();
  if (edit !== undefined) return words === edit.text ? undefined : chat.actions.edit(edit.id, words);
  if (to !== undefined) return chat.privately.send(to, words);
  chat.unread.dismissLine();
  return chat.actions.say({ text: words, reply: reply?.id, picture: picture.peek() });
};

const createSubmit = (chat: ChatModel, draft: Draft) => {
  let isSending = false;
  return async (): Promise<void> => {
    const { text, purpose, picture, failure, tooLong } = draft;
    const written = text.peek();
    const { to, edit } = purpose.peek();
    const isEmpty = written.trim() === "" && picture.peek() === undefined && edit?.picture === undefined;
    if (isSending || isEmpty || tooLong.peek() > 0) return;
    isSending = true;
    try {
      await send(chat, draft, written.trim());
      // What was typed meanwhile stays. A private conversation goes on until it is left: its next line
      // must not go to everybody by surprise.
      const rest = text.peek().startsWith(written) ? text.peek().slice(written.length) : text.peek();
      draft.set({ text: rest, purpose: to === undefined ? nothing : { to } });
      picture.value = undefined;
      chat.typing.stop();
    } catch (error) {
      failure.value = problemOf(error, to === undefined ? undefined : chat.people.nameOf(to));
    } finally {
      isSending = false;
    }
  };
};
