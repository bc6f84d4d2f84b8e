import { signal, type ReadonlySignal } from "@preact/signals";
import type { Live } from "@tfx/widget-sdk";

/** A live value of the context as a signal, until the widget ends. */
export const liveSignal = <T>(live: Live<T>, end: AbortSignal): ReadonlySignal<T> => {
  const current = signal(live.value);
  live.on(
    (value) => {
      current.value = value;
    },
    { signal: end },
  );
  return current;
};
