import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { follow } from "@tfx/ui";
import { TfxError, type PlainValue, type WidgetContext } from "@tfx/widget-sdk";
import { isSameCard, readCard, writeCard, type Card } from "./card/card.ts";
import { cardOf, draftOf, type Draft } from "./card/draft.ts";
import { latestCards } from "./card/latest-cards.ts";
import { copyLink, type CopyState } from "./copy-link.ts";
import type { TextKey } from "./texts.ts";
import { createTourModel, type TourModel } from "./tour/tour-model.ts";

/** A card with who is behind it. */
export interface CardView {
  readonly id: string;
  readonly card: Card;
  /** The name in the call where the card says another one. */
  readonly inCallAs: string | undefined;
}

/** What the view shows and can do. */
export interface IntroductionModel {
  readonly direction: ReadonlySignal<"ltr" | "rtl">;
  readonly tour: TourModel;
  /** False until it is known whether there is a card. */
  readonly isReady: ReadonlySignal<boolean>;
  readonly own: ReadonlySignal<Card | undefined>;
  readonly isShared: ReadonlySignal<boolean>;
  /** Of the others who are here now. */
  readonly cards: ReadonlySignal<readonly CardView[]>;
  /** While the card is edited. */
  readonly draft: ReadonlySignal<Draft | undefined>;
  readonly problem: ReadonlySignal<TextKey | undefined>;
  readonly copied: ReadonlySignal<{ readonly href: string; readonly state: CopyState } | undefined>;
  readonly edit: () => void;
  readonly change: (part: Partial<Draft>) => void;
  readonly cancel: () => void;
  /** Keeps and shows the draft; nothing happens while something has to be mended. */
  readonly save: () => Promise<void>;
  readonly show: () => Promise<void>;
  readonly hide: () => Promise<void>;
  readonly pickPhoto: (file: Blob) => Promise<void>;
  readonly copy: (href: string) => Promise<void>;
}

/** What the model needs besides the context. */
export interface Ports {
  readonly readPhoto: (file: Blob) => Promise<Uint8Array | undefined>;
}

/** Cards of everybody who is here, from the log. */
const createCards = (context: WidgetContext) => {
  const log = context.state.log<PlainValue>("cards");
  const shared = follow(log.entries, context.signal, latestCards);
  const people = follow(context.participants, context.signal);
  const others = computed(() =>
    people.value.flatMap(({ id, isSelf, name }): CardView[] => {
      const card = isSelf ? undefined : shared.value.get(id);
      return card === undefined ? [] : [{ id, card, inCallAs: name === undefined || name === card.name ? undefined : name }];
    }),
  );
  return {
    others,
    ownShared: computed(() => shared.value.get(context.self)),
    ownName: computed(() => people.value.find(({ isSelf }) => isSelf)?.name ?? ""),
    append: (card: Card | undefined) => log.append(card === undefined ? null : writeCard(card)),
  };
};

/** What went wrong, as a sentence; what is no expected outcome goes on. */
const problemOf = (error: unknown, { log, otherwise }: { log: WidgetContext["log"]; otherwise: TextKey }): TextKey => {
  if (!(error instanceof TfxError)) throw error;
  log.warn(`card: ${error.code}`);
  return error.code === "widget/quota" && otherwise === "problem.other" ? "problem.full" : otherwise;
};

/** The own card: kept on this device, shown in this call or not. */
const createOwnCard = (context: WidgetContext, cards: ReturnType<typeof createCards>) => {
  const own = signal<Card | undefined>(undefined);
  const always = signal(false);
  const isReady = signal(false);
  const problem = signal<TextKey | undefined>(undefined);
  const attempt = async (run: () => Promise<unknown>, otherwise: TextKey) => {
    try {
      await run();
    } catch (error) {
      problem.value = problemOf(error, { log: context.log, otherwise });
    }
  };
  const share = async (card: Card | undefined) => {
    problem.value = undefined;
    // Every entry stays in the log for good, so that nothing is written twice.
    if (!isSameCard(card, cards.ownShared.value)) await attempt(() => cards.append(card), "problem.other");
  };
  const load = async () => {
    const [stored, setting] = await Promise.all([context.storage.get("card"), context.storage.get("always")]);
    own.value = readCard(stored) ?? cards.ownShared.value;
    always.value = setting === true;
  };
  const start = async () => {
    await attempt(load, "problem.store");
    isReady.value = true;
    if (always.value && own.value !== undefined) await share(own.value);
  };
  const keep = async (card: Card, showAlways: boolean) => {
    own.value = card;
    always.value = showAlways;
    await share(card);
    await attempt(
      () => Promise.all([context.storage.set("card", writeCard(card)), context.storage.set("always", showAlways)]),
      "problem.store",
    );
  };
  void start();
  return { own, always, isReady, problem, share, keep };
};

/** Lines for those without the widget. */
const summarize = (context: WidgetContext, { others, ownShared }: ReturnType<typeof createCards>): void => {
  const stop = effect(() => {
    const all = [ownShared.value, ...others.value.map(({ card }) => card)].filter((card) => card !== undefined);
    if (all.length === 0) return;
    const lines = all.map(({ name, pronouns, role }) => ({ text: [name, pronouns, role].filter((text) => text !== "").join(" · ") }));
    context.ui.summary(lines.slice(0, 12));
  });
  context.signal.addEventListener("abort", stop, { once: true });
};

/** The form: a draft from `edit` until it is saved or cancelled. */
const createForm = (ownCard: ReturnType<typeof createOwnCard>, { ownName, ports }: { ownName: ReadonlySignal<string>; ports: Ports }) => {
  const draft = signal<Draft | undefined>(undefined);
  const { own, always, problem, keep } = ownCard;
  const change = (part: Partial<Draft>) => {
    if (draft.value !== undefined) draft.value = { ...draft.value, ...part };
  };
  return {
    draft,
    change,
    edit: () => {
      problem.value = undefined;
      draft.value = draftOf(own.value, { name: ownName.value, always: always.value });
    },
    cancel: () => {
      draft.value = undefined;
    },
    save: async () => {
      const { value } = draft;
      const card = value === undefined ? undefined : cardOf(value);
      if (value === undefined || card === undefined) return;
      draft.value = undefined;
      await keep(card, value.always);
    },
    pickPhoto: async (file: Blob) => {
      const photo = await ports.readPhoto(file);
      problem.value = photo === undefined ? "problem.photo" : undefined;
      if (photo !== undefined) change({ photo });
    },
  };
};

/** Reads the own card and those of the others until the widget ends. */
export const createIntroductionModel = (context: WidgetContext, ports: Ports): IntroductionModel => {
  const cards = createCards(context);
  const ownCard = createOwnCard(context, cards);
  const copied = signal<{ href: string; state: CopyState } | undefined>(undefined);
  summarize(context, cards);
  return {
    ...createForm(ownCard, { ownName: cards.ownName, ports }),
    direction: follow(context.locale, context.signal, ({ direction }) => direction),
    tour: createTourModel(context),
    isReady: ownCard.isReady,
    own: ownCard.own,
    isShared: computed(() => cards.ownShared.value !== undefined),
    cards: cards.others,
    problem: ownCard.problem,
    copied,
    show: () => ownCard.share(ownCard.own.value),
    hide: () => ownCard.share(undefined),
    copy: async (href) => {
      copied.value = { href, state: await copyLink(context, href) };
    },
  };
};
