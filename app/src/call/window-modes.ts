import { computed, signal, type ReadonlySignal } from "@preact/signals";

/** Full screen and the small window, where the browser has them. */
export interface WindowModes {
  readonly isFullScreen: ReadonlySignal<boolean>;
  readonly toggleFullScreen: (() => void) | undefined;
  readonly isPictureInPicture: ReadonlySignal<boolean>;
  /** `undefined` while there is no way, or no picture, to show in a small window. */
  readonly togglePictureInPicture: ReadonlySignal<(() => void) | undefined>;
  /** Whoever draws the call says how it is shown small, with `undefined` where it cannot be right now; returns the undo. */
  offerPictureInPicture(open: () => Promise<(() => void) | undefined>): () => void;
  /** The small window was closed by other means. */
  handleClosed(): void;
}

/** The modes of the page's window, until the signal aborts. */
export const createWindowModes = (end: AbortSignal): WindowModes => {
  const isFullScreen = signal(false);
  const opener = signal<(() => Promise<(() => void) | undefined>) | undefined>(undefined);
  const close = signal<(() => void) | undefined>(undefined);
  const page = "document" in globalThis ? document : undefined;
  page?.addEventListener("fullscreenchange", () => (isFullScreen.value = page.fullscreenElement !== null), { signal: end });
  const toggle = async () => {
    if (close.peek() !== undefined) {
      close.peek()?.();
      close.value = undefined;
      return;
    }
    const opened = await opener.peek()?.();
    if (end.aborted) opened?.();
    else close.value = opened;
  };
  end.addEventListener(
    "abort",
    () => {
      close.peek()?.();
      if (isFullScreen.peek()) void page?.exitFullscreen();
    },
    { once: true },
  );
  return {
    isFullScreen,
    toggleFullScreen:
      page?.fullscreenEnabled === true
        ? () => void (isFullScreen.peek() ? page.exitFullscreen() : page.documentElement.requestFullscreen())
        : undefined,
    isPictureInPicture: computed(() => close.value !== undefined),
    togglePictureInPicture: computed(() => (opener.value === undefined ? undefined : () => void toggle())),
    offerPictureInPicture: (open) => {
      opener.value = open;
      return () => (opener.value = undefined);
    },
    handleClosed: () => (close.value = undefined),
  };
};
