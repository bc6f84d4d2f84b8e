import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { TfxError, safeFileName, type ParticipantId } from "@tfx/widget-sdk";
import { longestText } from "../messages/entry.ts";
import type { Message } from "../messages/fold-messages.ts";
import type { ChatModel } from "../model.ts";
import type { PreparedPicture } from "../picture/prepare-picture.ts";
import { findCompletion, type Completion } from "../text/completion.ts";
import { t, tCount } from "../words.ts";
import { createAttachments, mostAttachments, type AttachmentsModel } from "./attachments-model.ts";
import { sendDraft } from "./send-draft.ts";

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
  readonly attachments: Pick<AttachmentsModel, "all" | "remove" | "sendAsFile">;
  readonly completion: ReadonlySignal<Completion | undefined>;
  /** What stands in the way of sending, in words. */
  readonly problem: ReadonlySignal<string | undefined>;
  write(text: string, caret: number): void;
  /** Puts a choice in; answers where the caret belongs then. */
  complete(choice: number): number | undefined;
  begin(purpose: Purpose): void;
  /** Takes up one's last message to word it anew; answers whether there is one. */
  editLast(): boolean;
  attach(files: readonly Blob[]): Promise<void>;
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

const createDraft = (ports: ComposerPorts) => {
  const text = signal("");
  const caret = signal<number | undefined>(undefined);
  const purpose = signal<Purpose>(nothing);
  const attachments = createAttachments(ports.preparePicture);
  const failure = signal<string | undefined>(undefined);
  const set = (now: { readonly text?: string; readonly purpose?: Purpose }) => {
    text.value = now.text ?? text.peek();
    purpose.value = now.purpose ?? purpose.peek();
    caret.value = undefined;
    failure.value = undefined;
  };
  return { text, caret, purpose, attachments, failure, set, tooLong: computed(() => text.value.length - longestText) };
};

/** The state of the composer, apart from how it looks. */
export const createComposerModel = (chat: ChatModel, ports: ComposerPorts): ComposerModel => {
  const draft = createDraft(ports);
  const { text, caret, purpose, attachments, failure, tooLong } = draft;
  const completion = computed(() =>
    caret.value === undefined ? undefined : findCompletion(text.value, caret.value, chat.people.mentionable.value),
  );
  return {
    text,
    purpose,
    attachments,
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
    attach: async (files) => {
      if (purpose.peek().edit !== undefined) {
        failure.value = t("problem.editing");
        return;
      }
      const leftOut = await attachments.add(files);
      failure.value = leftOut > 0 ? t("problem.many", { count: mostAttachments }) : undefined;
    },
    submit: createSubmit(chat, draft),
  };
};

const createPurposes = (
  chat: ChatModel,
  { text, caret, purpose, attachments, set }: Draft,
): Pick<ComposerModel, "begin" | "editLast" | "cancel"> => {
  const begin = (next: Purpose) => {
    const isOther = next.edit !== undefined || purpose.peek().edit !== undefined;
    set({ text: isOther ? (next.edit?.text ?? "") : text.peek(), purpose: next });
    if (next.edit !== undefined) attachments.clear();
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

const createSubmit = (chat: ChatModel, draft: Draft) => {
  const { text, purpose, attachments, failure, tooLong } = draft;
  let isSending = false;
  const send = async (written: string): Promise<void> => {
    const { to } = purpose.peek();
    const onTextSent = () => {
      // What was typed meanwhile stays. A private conversation goes on until it is left: its next line
      // must not go to everybody by surprise.
      const rest = text.peek().startsWith(written) ? text.peek().slice(written.length) : text.peek();
      draft.set({ text: rest, purpose: to === undefined ? nothing : { to } });
      chat.typing.stop();
    };
    try {
      const unshared = await sendDraft(chat, { text: written.trim(), purpose: purpose.peek(), attachments, onTextSent });
      if (unshared !== undefined) failure.value = t("problem.share", { name: safeFileName(unshared) });
    } catch (error) {
      failure.value = problemOf(error, to === undefined ? undefined : chat.people.nameOf(to));
    }
  };
  return async (): Promise<void> => {
    const { edit } = purpose.peek();
    const carriesMore = attachments.all.peek().length > 0 || edit?.picture !== undefined || edit?.file !== undefined;
    if (isSending || (text.peek().trim() === "" && !carriesMore) || tooLong.peek() > 0) return;
    isSending = true;
    await send(text.peek());
    isSending = false;
  };
};
