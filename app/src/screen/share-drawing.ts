import { computed, signal, untracked, type ReadonlySignal } from "@preact/signals";
import type { AppContext } from "../app-context.ts";
import { createInkModel, type InkModel } from "../ink/ink-model.ts";
import { inkColour } from "../ink/ink-palette.ts";
import type { InkAuthor } from "../ink/ink-board.ts";
import type { SharedPage } from "../ink/shared-page.ts";
import { effectUntil } from "../scope/effect-until.ts";
import type { DrawingWish, ShareOptions } from "./share-model.ts";
import "../i18n/en-share.ts";

/** Drawing on what is shared in the call. */
export interface ShareDrawing {
  readonly ink: InkModel;
  /** The page that is shared from here, while ink is drawn on it itself. */
  readonly page: ReadonlySignal<SharedPage | undefined>;
  /** A page that was prepared to be shared and is not yet. */
  readonly offered: ReadonlySignal<SharedPage | undefined>;
  /** The prepared page is not to be shared after all. */
  dismiss(): void;
}

/** Which of the prepared pages is shared, and which is offered. */
const createPages = ({ platform }: AppContext, { screen }: ShareOptions, { isOn }: DrawingWish) => {
  const pages = computed(() => platform.sharedPages?.pages.value ?? []);
  const refused = signal<ReadonlySet<string>>(new Set());
  const page = computed(() => {
    const handle = isOn.value ? screen.captureHandle.value : undefined;
    return pages.value.find((one) => one.handle === handle && !refused.value.has(one.handle));
  });
  const offered = computed(() => pages.value.findLast((one) => one !== page.value && !refused.value.has(one.handle)));
  const refuse = (handle: string) => (refused.value = new Set([...refused.peek(), handle]));
  return { page, offered, refused, refuse };
};

type Pages = ReturnType<typeof createPages>;

/** Says what happened to the share by other means than one's own. */
const tellShare = ({ toasts, i18n: { t } }: AppContext, { screen, end }: ShareOptions, { page, offered, refused, refuse }: Pages): void => {
  let former: SharedPage | undefined;
  let formerTrack = screen.track.peek();
  let formerEnd = screen.endedBy.peek();
  effectUntil(end, () => {
    const by = screen.endedBy.value;
    const isNews = by === "browser" && by !== formerEnd;
    formerEnd = by;
    if (isNews) toasts.show({ text: t("share.ended"), about: "share" });
  });
  effectUntil(end, () => {
    const now = page.value;
    const isOn = screen.state.value === "on";
    // Turned off by hand is no news; a page that was left is.
    const isLeft = former !== undefined && now === undefined && isOn && !refused.peek().has(former.handle);
    former = now;
    if (isLeft) untracked(() => toasts.show({ text: t("ink.pageLeft"), about: "ink", forMs: 8_000 }));
  });
  effectUntil(end, () => {
    const track = screen.track.value;
    const isNew = track !== undefined && track !== formerTrack;
    formerTrack = track;
    const wanted = offered.peek();
    if (!isNew || wanted === undefined || page.peek() !== undefined) return;
    refuse(wanted.handle);
    untracked(() => toasts.show({ text: t("ink.otherPage"), about: "ink", forMs: 8_000 }));
  });
};

const pageWords = ({ i18n: { t } }: AppContext) => ({
  tools: t("ink.tools"),
  pen: t("ink.pen"),
  laser: t("ink.laser"),
  clear: t("ink.clear"),
  allow: t("share.letDraw"),
  close: t("ink.close"),
});

/** Tells the others and the shared page how drawing stands. */
const followWish = (
  app: AppContext,
  { screen, end }: ShareOptions,
  { wished, pages, presenter }: { readonly wished: DrawingWish; readonly pages: Pages; readonly presenter: () => InkAuthor },
): void => {
  const { isOn, wish, othersDraw } = wished;
  const { page, refuse } = pages;
  effectUntil(end, () => {
    const how = page.value === undefined ? "picture" : "page";
    // The share itself says so too: one that is replaced begins with nothing allowed.
    const before = screen.facts.value.drawing;
    const next = isOn.value && othersDraw.value ? how : "off";
    if (next !== before) untracked(() => screen.letDraw(next));
  });
  effectUntil(end, () => {
    const shared = page.value;
    if (shared === undefined) return undefined;
    // Whoever prepares a page for it wants it drawn on, and its picture too once it is left.
    if (wish.peek() === undefined) wish.value = true;
    const allowed = othersDraw.value;
    untracked(() => shared.order({ do: "begin", words: pageWords(app), presenter: presenter(), allowed }));
    return shared.onWish((asked) => {
      if (asked === "close") refuse(shared.handle);
      wish.value = asked === "allow";
    });
  });
};

/** Follows drawing on all shares, and which prepared page is shared from here, until the signal aborts. */
export const createShareDrawing = (app: AppContext, options: ShareOptions, wished: DrawingWish): ShareDrawing => {
  const { room, name, screen, end } = options;
  const pages = createPages(app, options, wished);
  const people = () => [...room.participants.peek(), { id: room.self, joinedAt: room.joinedAt }];
  const presenter = () => ({ id: room.self, name, colour: inkColour(room.self, people()) });
  tellShare(app, options, pages);
  followWish(app, options, { wished, pages, presenter });
  const { page, offered, refuse } = pages;
  return {
    ink: createInkModel({ room, name, screen, page, end }),
    page,
    offered,
    dismiss: () => {
      const one = offered.peek();
      if (one !== undefined) refuse(one.handle);
    },
  };
};
