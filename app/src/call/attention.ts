import { signal, type ReadonlySignal } from "@preact/signals";

const idleAfterMs = 4_000;

/** True once the person has neither moved nor pressed anything for four seconds. */
export const createAttention = (target: EventTarget, end: AbortSignal): ReadonlySignal<boolean> => {
  const isIdle = signal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wake = () => {
    isIdle.value = false;
    clearTimeout(timer);
    timer = setTimeout(() => (isIdle.value = true), idleAfterMs);
  };
  for (const type of ["pointermove", "pointerdown", "keydown", "focusin", "wheel"]) {
    target.addEventListener(type, wake, { signal: end, passive: true });
  }
  end.addEventListener("abort", () => clearTimeout(timer), { once: true });
  wake();
  return isIdle;
};
