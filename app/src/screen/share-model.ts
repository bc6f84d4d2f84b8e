import { computed, signal, untracked, type ReadonlySignal } from "@preact/signals";
import type { ScreenContent, ScreenShare } from "@tfx/core";
import type { ActionSource } from "../actions/action.ts";
import type { AppContext } from "../app-context.ts";
import type { InkAuthor } from "../ink/ink-board.ts";
import type { SharedPage } from "../ink/shared-page.ts";
import { effectUntil } from "../scope/effect-until.ts";

/** What one shares oneself, as bar, tile and cards show it. */
export interface ShareModel {
  readonly isOn: ReadonlySignal<boolean>;
  readonly isPaused: ReadonlySignal<boolean>;
  readonly surface: ScreenShare["surface"];
  readonly track: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly content: ReadonlySignal<ScreenContent>;
  readonly othersDraw: ReadonlySignal<boolean>;
  /** The page that is shared, while ink is drawn on it itself. */
  readonly page: ReadonlySignal<SharedPage | undefined>;
  /** A page that was prepared to be shared and is not yet. */
  readonly offered: ReadonlySignal<SharedPage | undefined>;
  /** Undefined where the browser can share nothing. */
  readonly start: (() => void) | undefined;
  readonly stop: () => void;
  readonly togglePause: () => void;
  letDraw(on: boolean): void;
  setContent(content: ScreenContent): void;
  /** The prepared page is not to be shared after all. */
  dismiss(): void;
}

/** What a share stands on. */
export interface ShareOptions {
  readonly screen: ScreenShare;
  /** Oneself, as the shared page shows who draws. */
  readonly presenter: () => InkAuthor;
  readonly end: AbortSignal;
}

const canShare = (): boolean => "mediaDevices" in navigator && "getDisplayMedia" in navigator.mediaDevices;

/** Says what happened to the share by other means than one's own. */
const tellShare = (
  { toasts, i18n: { t } }: AppContext,
  { screen, end }: ShareOptions,
  { page, refused }: { readonly page: ShareModel["page"]; readonly refused: ReadonlySignal<ReadonlySet<string>> },
): void => {
  let former: SharedPage | undefined;
  effectUntil(end, () => {
    if (screen.endedBy.value === "browser") toasts.show({ text: t("share.ended"), about: "share" });
  });
  effectUntil(end, () => {
    const now = page.value;
    const isOn = screen.state.value === "on";
    // Turned off by hand is no news; a page that was left is.
    const isLeft = former !== undefined && now === undefined && isOn && !refused.peek().has(former.handle);
    former = now;
    if (isLeft) untracked(() => toasts.show({ text: t("ink.pageLeft"), about: "ink", forMs: 8_000 }));
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

/** Which of the prepared pages is shared, which is offered, and who may draw. */
const createDrawing = ({ platform, settings }: AppContext, { screen }: ShareOptions) => {
  const pages = computed(() => platform.sharedPages?.pages.value ?? []);
  const refused = signal<ReadonlySet<string>>(new Set());
  const wish = signal<boolean | undefined>(undefined);
  const isOn = computed(() => screen.state.value === "on");
  const page = computed(() => {
    const handle = isOn.value ? screen.captureHandle.value : undefined;
    return pages.value.find((one) => one.handle === handle && !refused.value.has(one.handle));
  });
  const offered = computed(() => pages.value.findLast((one) => one !== page.value && !refused.value.has(one.handle)));
  const othersDraw = computed(() => wish.value ?? settings.value.value.othersDraw);
  const refuse = (handle: string) => (refused.value = new Set([...refused.peek(), handle]));
  return { isOn, page, offered, othersDraw, wish, refused, refuse };
};

/** Tells the others and the shared page how drawing stands. */
const followDrawing = (app: AppContext, { screen, presenter, end }: ShareOptions, drawing: ReturnType<typeof createDrawing>): void => {
  const { isOn, page, othersDraw, wish, refuse } = drawing;
  effectUntil(end, () => {
    if (!isOn.value) wish.value = undefined;
  });
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

/** Follows what is shared from here, and which prepared page it is, until the signal aborts. */
export const createShareModel = (app: AppContext, options: ShareOptions): ShareModel => {
  const { settings, toasts, i18n } = app;
  const { screen } = options;
  const drawing = createDrawing(app, options);
  const { isOn, page, offered, othersDraw, wish, refuse } = drawing;
  followDrawing(app, options, drawing);
  tellShare(app, options, drawing);

  const start = async () => {
    const wanted = offered.peek();
    if (!(await screen.start()) || wanted === undefined || page.peek() === wanted) return;
    refuse(wanted.handle);
    toasts.show({ text: i18n.t("ink.otherPage"), about: "ink", forMs: 8_000 });
  };
  return {
    isOn,
    isPaused: computed(() => screen.facts.value.paused),
    surface: screen.surface,
    track: screen.track,
    content: screen.content,
    othersDraw,
    page,
    offered,
    start: canShare() ? () => void start() : undefined,
    stop: () => screen.stop(),
    togglePause: () => screen.pause(!screen.facts.peek().paused),
    letDraw: (on) => (wish.value = on),
    setContent: (content) => {
      screen.setContent(content);
      settings.update({ shareContent: content });
    },
    dismiss: () => {
      const one = offered.peek();
      if (one !== undefined) refuse(one.handle);
    },
  };
};

/** Sharing, as keys and the list of all actions know it. */
export const shareActions = ({ i18n: { t } }: AppContext, share: ShareModel): readonly ActionSource[] => {
  const whileOn = (run: () => void) => () => (share.isOn.value ? run : undefined);
  return [
    {
      id: "share",
      group: "call",
      title: () => t(share.isOn.value ? "action.unshare" : "action.share"),
      run: () => (share.isOn.value ? share.stop : share.start),
    },
    {
      id: "sharePause",
      group: "call",
      title: () => t(share.isPaused.value ? "share.resume" : "share.pause"),
      run: whileOn(share.togglePause),
    },
    {
      id: "shareDraw",
      group: "call",
      title: () => t(share.othersDraw.value ? "share.forbidDraw" : "share.letDraw"),
      run: whileOn(() => share.letDraw(!share.othersDraw.peek())),
    },
    { id: "shareOther", group: "call", title: () => t("share.other"), run: whileOn(() => share.start?.()) },
  ];
};
