import { reportBug } from "./report-bug.ts";

/** Where listeners for occurrences are kept: one payload object for each name. */
export interface Emitter<Events extends object> {
  /** Calls every listener; an exception of one is reported and reaches neither the others nor the caller. */
  readonly emit: <E extends keyof Events>(name: E, payload: Events[E]) => void;
  /** Adds a listener and returns its undo; `signal` undoes it too. */
  readonly on: <E extends keyof Events>(
    name: E,
    listener: (payload: Events[E]) => void,
    options?: { signal?: AbortSignal | undefined },
  ) => () => void;
}

/** Makes an emitter. */
export const createEmitter = <Events extends object>(): Emitter<Events> => {
  const listeners = new Map<keyof Events, Set<(payload: never) => void>>();
  return {
    emit(name, payload) {
      for (const listener of listeners.get(name) ?? []) {
        try {
          (listener as (payload: unknown) => void)(payload);
        } catch (error) {
          reportBug(error);
        }
      }
    },
    on(name, listener, { signal } = {}) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener);
      const undo = () => void set.delete(listener);
      signal?.addEventListener("abort", undo, { once: true });
      return undo;
    },
  };
};
