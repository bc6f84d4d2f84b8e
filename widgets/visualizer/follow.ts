import { signal, type ReadonlySignal } from "@preact/signals";
import type { Live } from "@tfx/widget-sdk";

/** A live value of the context, or a part of it, as a signal. */
export const follow = <T, U>(live: Live<T>, read: (value: T) => U, until: AbortSignal): ReadonlySignal<U> => {
  const followed = signal(read(live.value));
  live.on((value) => (followed.value = read(value)), { signal: until });
  return followed;
};
