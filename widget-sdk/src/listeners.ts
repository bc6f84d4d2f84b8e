import type { Live, Until } from "./context.ts";

/** Takes what a listener threw: it must not keep the others from hearing. */
export type Report = (error: unknown) => void;

/** Listeners of one thing that happens. */
export interface Listeners<T> {
  readonly emit: (body: T) => void;
  readonly on: (listener: (body: T) => void, until?: Until) => () => void;
}

export const createListeners = <T>(report: Report): Listeners<T> => {
  const all = new Set<{ readonly hear: (body: T) => void }>();
  return {
    emit(body) {
      for (const { hear } of Array.from(all)) {
        try {
          hear(body);
        } catch (error) {
          report(error);
        }
      }
    },
    on(hear, until) {
      // Wrapped, so that one function that was given twice is heard and undone twice.
      const entry = { hear };
      const undo = () => {
        all.delete(entry);
        until?.signal?.removeEventListener("abort", undo);
      };
      if (until?.signal?.aborted) return undo;
      all.add(entry);
      until?.signal?.addEventListener("abort", undo);
      return undo;
    },
  };
};

/** A value that its owner sets. */
export interface Settable<T> extends Live<T> {
  readonly set: (value: T) => void;
}

export const createLive = <T>(initial: T, report: Report): Settable<T> => {
  let current = initial;
  const { emit, on } = createListeners<T>(report);
  return {
    get value() {
      return current;
    },
    on,
    set(value) {
      current = value;
      emit(value);
    },
  };
};
