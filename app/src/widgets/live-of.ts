import { effect, untracked, type ReadonlySignal } from "@preact/signals";
import type { Live } from "@tfx/widget-sdk";

/** A signal as those see it who know no signals; tells of changes, not of the value that is there. */
export const liveOf = <T>(source: ReadonlySignal<T>): Live<T> => ({
  get value() {
    return source.peek();
  },
  on: (listener, { signal } = {}) => {
    let isFirst = true;
    const stop = effect(() => {
      const { value } = source;
      if (isFirst) isFirst = false;
      else untracked(() => listener(value));
    });
    signal?.addEventListener("abort", stop, { once: true });
    return stop;
  },
});
