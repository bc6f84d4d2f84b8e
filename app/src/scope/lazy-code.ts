import { signal, type ReadonlySignal } from "@preact/signals";

/** How the fetching of a part of the app stands. */
export type LazyState<T> = { readonly is: "waiting" } | { readonly is: "failed" } | { readonly is: "ready"; readonly part: T };

/** A part of the app whose code comes when it is wanted. */
export interface LazyCode<T> {
  readonly state: ReadonlySignal<LazyState<T>>;
  /** Fetches the code unless it is here or on its way. Never rejects: a failure is seen in `state`, and the next call tries again. */
  fetch(): Promise<void>;
}

/** How a part is fetched after a first failure, which browsers and bundlers may remember. */
export type FetchAgain = <T>(problem: unknown, load: () => Promise<T>) => Promise<T>;

/** Fetches a part once it is asked for, and anew after each failure. */
export const createLazyCode = <T>(load: () => Promise<T>, again: FetchAgain): LazyCode<T> => {
  const state = signal<LazyState<T>>({ is: "waiting" });
  let problem: unknown;
  let underWay: Promise<void> | undefined;
  const attempt = async () => {
    try {
      const part = await (problem === undefined ? load() : again(problem, load));
      state.value = { is: "ready", part };
    } catch (error) {
      problem = error ?? new Error("The part could not be fetched.");
      state.value = { is: "failed" };
    } finally {
      underWay = undefined;
    }
  };
  return {
    state,
    fetch: async () => {
      if (state.peek().is !== "ready") await (underWay ??= attempt());
    },
  };
};
