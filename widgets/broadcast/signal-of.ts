import { signal, type ReadonlySignal } from "@preact/signals";
import type { Live } from "@tfx/widget-sdk";

/** A value of the SDK as a signal, until the end. */
export const signalOf = <T>(live: Live<T>, end: AbortSignal): ReadonlySignal<T> => {
  const value = signal(live.value);
  live.on((next) => (value.value = next), { signal: end });
  return value;
};
