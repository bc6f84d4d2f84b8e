import { signal, type ReadonlySignal } from "@preact/signals";

/** A value that changes and says so, as those of a widget's context do. */
export interface LiveValue<T> {
  readonly value: T;
  on(listener: (value: T) => void, options: { readonly signal: AbortSignal }): void;
}

/** A live value, or what is read of it, as a signal until the end. */
export function follow<T>(live: LiveValue<T>, until: AbortSignal): ReadonlySignal<T>;
export function follow<T, U>(live: LiveValue<T>, until: AbortSignal, read: (value: T) => U): ReadonlySignal<U>;
export function follow<T>(live: LiveValue<T>, until: AbortSignal, read: (value: T) => unknown = (value) => value): ReadonlySignal<unknown> {
  const followed = signal(read(live.value));
  live.on((value) => (followed.value = read(value)), { signal: until });
  return followed;
}
