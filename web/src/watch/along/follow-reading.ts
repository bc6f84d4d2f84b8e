import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import type { FollowedStream } from "../follow-stream.ts";
import type { Along, AlongOptions } from "./along.ts";
import type { AlongButtons, Captions, Chat } from "./along-view.tsx";

/** What can be read along, with what shows it. */
export interface Reading {
  readonly along: Along;
  readonly AlongButtons: typeof AlongButtons;
  readonly Captions: typeof Captions;
  readonly Chat: typeof Chat;
}

/** What there may be to read, and where. */
export interface FollowReadingOptions extends Pick<AlongOptions, "url" | "screen" | "signal"> {
  readonly followed: Pick<FollowedStream, "facts" | "moment">;
}

/** Fetches all that reading needs as soon as the gateway says that there is something to read: most broadcasts have nothing. */
export const followReading = ({ followed, ...options }: FollowReadingOptions): ReadonlySignal<Reading | undefined> => {
  const { facts, moment } = followed;
  const reading = signal<Reading | undefined>(undefined);
  const announced = computed(() => facts.value?.texts ?? []);
  const { signal: until } = options;
  let isLoading = false;
  const load = async (): Promise<void> => {
    isLoading = true;
    try {
      const [{ createAlong }, views] = await Promise.all([import("./along.ts"), import("./along-view.tsx")]);
      if (!until.aborted) reading.value = { along: createAlong({ ...options, announced, moment }), ...views };
    } catch {
      // Cut off at the moment: tried again when the gateway has answered again.
      isLoading = false;
    }
  };
  const stop = effect(() => {
    if (announced.value.length > 0 && !isLoading) void load();
  });
  until.addEventListener("abort", stop, { once: true });
  return reading;
};
