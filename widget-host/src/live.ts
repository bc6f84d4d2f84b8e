import type { Live } from "@tfx/widget-sdk";
import { reportBug } from "./report-bug.ts";

/** A value that its owner sets. */
export interface Settable<T> extends Live<T> {
  set(value: T): void;
}

/** Makes a value that others can read and listen to. Setting what is there already tells nobody. */
export const createLive = <T>(initial: T): Settable<T> => {
  let value = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get value() {
      return value;
    },
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) {
        try {
          listener(next);
        } catch (error) {
          reportBug(error);
        }
      }
    },
    on(listener, { signal } = {}) {
      if (signal?.aborted === true) return () => undefined;
      // One entry for each listening, so that the same function can listen twice.
      const entry = (next: T): void => listener(next);
      listeners.add(entry);
      const undo = (): void => {
        listeners.delete(entry);
        signal?.removeEventListener("abort", undo);
      };
      signal?.addEventListener("abort", undo, { once: true });
      return undo;
    },
  };
};

/** What follows from other values, until the signal aborts; `isSame` keeps changes of no effect quiet. */
export const derive = <T>(
  sources: readonly Live<unknown>[],
  compute: () => T,
  { signal, isSame = Object.is }: { signal: AbortSignal; isSame?: (one: T, other: T) => boolean },
): Live<T> => {
  const live = createLive(compute());
  const update = (): void => {
    const next = compute();
    if (!isSame(live.value, next)) live.set(next);
  };
  for (const source of sources) source.on(update, { signal });
  return live;
};
