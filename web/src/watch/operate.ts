import { signal, type ReadonlySignal } from "@preact/signals";
import { keyTargetOf } from "@tfx/app/page";
import type { FullScreen } from "./full-screen.ts";
import { commandOf, type KeyCommand } from "./keys.ts";
import type { WatchModel } from "./watch-model.ts";

const stepS = 5;
const volumeStep = 0.1;
const idleMs = 4_000;

/** Keys of the whole page. */
export const bindKeys = (model: WatchModel, fullScreen: FullScreen, until: AbortSignal): void => {
  const { player } = model;
  const run: Record<KeyCommand, () => void> = {
    toggle: () => model.toggle(),
    mute: () => player.setMuted(!player.isMuted.peek()),
    "full-screen": () => fullScreen.toggle?.(),
    back: () => model.skip(-stepS),
    forward: () => model.skip(stepS),
    louder: () => player.setVolume((player.isMuted.peek() ? 0 : player.volume.peek()) + volumeStep),
    quieter: () => player.setVolume((player.isMuted.peek() ? 0 : player.volume.peek()) - volumeStep),
    live: () => model.goLive(),
    captions: () => model.reading.peek()?.along.toggleCaptions(),
  };
  document.addEventListener(
    "keydown",
    (event) => {
      const slides = event.target instanceof HTMLInputElement && event.target.type === "range";
      const command = commandOf(event, { ...keyTargetOf(event.target), slides });
      if (command === undefined) return;
      event.preventDefault();
      run[command]();
    },
    { signal: until },
  );
};

/** Whether nobody has touched anything for a while, so that what lies over the picture may recede. */
export const followIdle = (until: AbortSignal): ReadonlySignal<boolean> => {
  const isIdle = signal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wake = (): void => {
    isIdle.value = false;
    clearTimeout(timer);
    timer = setTimeout(() => (isIdle.value = true), idleMs);
  };
  for (const name of ["pointermove", "pointerdown", "keydown", "focusin"])
    document.addEventListener(name, wake, { signal: until, passive: true });
  until.addEventListener("abort", () => clearTimeout(timer), { once: true });
  wake();
  return isIdle;
};
