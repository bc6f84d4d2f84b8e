import type { AppContext } from "../app-context.ts";
import { chordOf, isPlainChord } from "../actions/chord.ts";
import { keyTargetOf } from "../actions/key-target.ts";
import { createKeyRest } from "./key-rest.ts";
import "../i18n/en-widgets.ts";

/** Written with the tab: whoever was told once needs not be told at each reload. */
const toldKey = "tfx.way-back";

/** Brings the keyboard out of widgets' frames, where no key of the call is heard. */
export interface WayBack {
  /** Tells the person of the way back when they first enter such a frame, until the signal aborts. */
  follow(root: HTMLElement, name: () => string, until: AbortSignal): void;
  /** Gives the keyboard back to the call, if a frame in this element has it. */
  leave(root: HTMLElement): void;
}

const hasKeyboard = (root: HTMLElement): boolean => {
  const { activeElement } = root.ownerDocument;
  return activeElement instanceof HTMLIFrameElement && root.contains(activeElement);
};

/**
 * Makes the way back of a call. The widget says that a key asked for it and can lie: so nothing is done but to move the
 * keyboard, and only away from that very widget, and plain keys rest until the hand has: else a widget that is typed
 * in could give the keyboard away in the middle of a word, and the rest of it would mute, unmute or share.
 */
export const createWayBack = ({ platform, toasts, i18n: { t }, mac }: AppContext, end: AbortSignal): WayBack => {
  const rest = createKeyRest();
  const mayTell = () => platform.tabStore?.getItem(toldKey) !== "yes" && !matchMedia("(pointer: coarse)").matches;
  let hasTold = false;
  const tell = (name: string) => {
    if (hasTold || !mayTell()) return;
    hasTold = true;
    platform.tabStore?.setItem(toldKey, "yes");
    toasts.show({ text: t("widgets.hasKeys", { name }), about: "keys of widgets", forMs: 8_000 });
  };
  const skip = (event: KeyboardEvent) => {
    const chord = chordOf(event, mac);
    if (chord === undefined || !isPlainChord(chord) || keyTargetOf(event.target).types) return;
    if (rest.takes()) event.preventDefault();
  };
  window.addEventListener("keydown", skip, { capture: true, signal: end });
  return {
    follow: (root, name, until) => {
      // The page learns a moment later which frame has taken the keyboard.
      const look = () => setTimeout(() => hasKeyboard(root) && tell(name()));
      window.addEventListener("blur", look, { signal: AbortSignal.any([until, end]) });
    },
    leave: (root) => {
      if (!hasKeyboard(root)) return;
      rest.begin();
      root.closest("main")?.focus({ preventScroll: true });
      toasts.show({ text: t("widgets.back"), about: "keys of widgets" });
    },
  };
};
