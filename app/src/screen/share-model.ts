import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Room, ScreenContent, ScreenShare } from "@tfx/core";
import type { ActionSource } from "../actions/action.ts";
import type { AppContext } from "../app-context.ts";
import { effectUntil } from "../scope/effect-until.ts";
import { fetchAgain } from "../scope/fetch-again.ts";
import { createLazyCode } from "../scope/lazy-code.ts";
import type { ShareDrawing } from "./share-drawing.ts";

/** What one shares oneself, as bar, tile and cards show it. */
export interface ShareModel {
  readonly isOn: ReadonlySignal<boolean>;
  readonly isPaused: ReadonlySignal<boolean>;
  readonly surface: ScreenShare["surface"];
  readonly track: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly content: ReadonlySignal<ScreenContent>;
  readonly othersDraw: ReadonlySignal<boolean>;
  /** Drawing on what anybody shares; its code comes with the first share. */
  readonly drawing: ReadonlySignal<ShareDrawing | undefined>;
  /** Undefined where the browser can share nothing. */
  readonly start: (() => void) | undefined;
  readonly stop: () => void;
  readonly togglePause: () => void;
  letDraw(on: boolean): void;
  setContent(content: ScreenContent): void;
}

/** What a share stands on. */
export interface ShareOptions {
  readonly screen: ScreenShare;
  readonly room: Room;
  readonly name: string;
  /** Somebody else shares something. */
  readonly othersShare: ReadonlySignal<boolean>;
  readonly end: AbortSignal;
}

/** What is wished of drawing on the own share. */
export interface DrawingWish {
  readonly isOn: ReadonlySignal<boolean>;
  /** As it was said for this share; as the settings have it otherwise. */
  readonly wish: Signal<boolean | undefined>;
  readonly othersDraw: ReadonlySignal<boolean>;
}

const canShare = (): boolean => "mediaDevices" in navigator && "getDisplayMedia" in navigator.mediaDevices;

/** Fetches drawing once there is something to draw on, or a page that was prepared for it. */
const fetchDrawing = (app: AppContext, options: ShareOptions, wished: DrawingWish): ReadonlySignal<ShareDrawing | undefined> => {
  const code = createLazyCode(() => import("./share-drawing.ts"), fetchAgain);
  const drawing = signal<ShareDrawing | undefined>(undefined);
  const open = async () => {
    await code.fetch();
    const state = code.state.peek();
    if (state.is === "ready" && !options.end.aborted) drawing.value ??= state.part.createShareDrawing(app, options, wished);
  };
  effectUntil(options.end, () => {
    const isWanted = wished.isOn.value || options.othersShare.value || (app.platform.sharedPages?.pages.value ?? []).length > 0;
    if (isWanted) void open();
  });
  return drawing;
};

/** Follows what is shared from here, until the signal aborts. */
export const createShareModel = (app: AppContext, options: ShareOptions): ShareModel => {
  const { settings } = app;
  const { screen, end } = options;
  const isOn = computed(() => screen.state.value === "on");
  const wish = signal<boolean | undefined>(undefined);
  const othersDraw = computed(() => wish.value ?? settings.value.value.othersDraw);
  effectUntil(end, () => {
    if (!isOn.value) wish.value = undefined;
  });
  screen.setContent(settings.value.peek().shareContent);
  return {
    isOn,
    isPaused: computed(() => screen.facts.value.paused),
    surface: screen.surface,
    track: screen.track,
    content: screen.content,
    othersDraw,
    drawing: fetchDrawing(app, options, { isOn, wish, othersDraw }),
    start: canShare() ? () => void screen.start() : undefined,
    stop: () => screen.stop(),
    togglePause: () => screen.pause(!screen.facts.peek().paused),
    letDraw: (on) => (wish.value = on),
    setContent: (content) => {
      screen.setContent(content);
      settings.update({ shareContent: content });
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
