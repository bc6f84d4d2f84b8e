import { computed, effect, signal, untracked } from "@preact/signals";
import { follow, renderUntil } from "@tfx/ui";
import { adoptStyles, type WidgetContext } from "@tfx/widget-sdk";
import { createComposerModel } from "../composer/composer-model.ts";
import { openChatModel, type ChatModel } from "../model.ts";
import { preparePicture } from "../picture/prepare-picture.ts";
import type { Enlarged } from "../picture/picture-view.tsx";
import { mostPressing, newsWords } from "../unread/news-words.ts";
import { t, type WordKey } from "../words.ts";
import type { ChatParts } from "./chat-context.ts";
import { ChatView } from "./chat-view.tsx";
import styles from "./chat.css?inline";

const createActs = (context: WidgetContext, chat: ChatModel): Pick<ChatParts, "remove" | "react" | "openLink" | "copy"> => {
  const tellOf = (words: WordKey) => (error: unknown) => {
    context.log.warn(`Something was refused: ${String(error)}`);
    context.ui.toast(t(words));
  };
  const tell = tellOf("problem.quick");
  const remove = async (id: string) => {
    const isSure = await context.ui.confirm({ text: t("message.delete-sure"), yes: t("message.delete-yes") });
    if (isSure) await chat.actions.remove(id);
  };
  return {
    remove: ({ id }) => void remove(id).catch(tell),
    openLink: (href) => void context.ui.openLink(href).catch(tellOf("problem.link")),
    copy: (text) =>
      void context.clipboard
        .write(text)
        .then(() => context.ui.toast(t("message.copied")))
        .catch(tellOf("problem.copy")),
    react: (message, emoji) => void chat.actions.toggleReaction(message, emoji).catch(tell),
  };
};

// What those read who do not have the chat; how much, never what.
const summarise = (context: WidgetContext, chat: ChatModel) =>
  effect(() => {
    const count = chat.items.value.filter(({ kind }) => kind === "message").length;
    if (count > 0) context.ui.summary([{ text: t("summary.messages", { count }) }]);
  });

/** Says who wrote, and the first words, where the person does not see it. */
const tellNews = (context: WidgetContext, { people, self, unread }: ChatModel) => {
  const told = new Set<string>();
  return effect(() => {
    const fresh = unread.unread.value.filter(({ id }) => !told.has(id));
    for (const { id } of fresh) told.add(id);
    const item = mostPressing(fresh, self);
    if (item === undefined || unread.isShown.peek()) return;
    context.ui.toast(untracked(() => newsWords(item, { self, nameOf: (id) => people.nameOf(id) })));
  });
};

/** Draws the chat into `root` until the widget ends. Its styles come with its code, so that it is whole in a frame too. */
export const mountChat = async (context: WidgetContext, root: HTMLElement): Promise<void> => {
  const chat = await openChatModel(context);
  if (context.signal.aborted) return;
  const composer = createComposerModel(chat, { preparePicture });
  const speech = follow(context.locale, context.signal);
  const parts = {
    chat,
    composer,
    locale: computed(() => speech.value.locale),
    enlarged: signal<Enlarged | undefined>(undefined),
    sought: signal<string | undefined>(undefined),
    active: signal<string | undefined>(undefined),
    ...createActs(context, chat),
  };
  const undo = [
    summarise(context, chat),
    tellNews(context, chat),
    effect(() => {
      root.lang = speech.value.locale;
      root.dir = speech.value.direction;
    }),
  ];
  adoptStyles(root, [styles], context.signal);
  context.signal.addEventListener("abort", () => undo.forEach((end) => end()), { once: true });
  renderUntil(<ChatView parts={parts} />, root, context.signal);
};
