import { effect, type ReadonlySignal } from "@preact/signals";
import type { WidgetContext } from "@tfx/widget-sdk";
import type { Message } from "../messages/fold-messages.ts";
import { createFeedItems } from "./feed-items.ts";

/** Lets other widgets, where the person allows it, read what is written to everybody; never what is for one person alone. */
export const provideFeed = (
  { feeds, instance, signal }: Pick<WidgetContext, "feeds" | "instance" | "signal">,
  messages: ReadonlySignal<readonly Message[]>,
): void => {
  const items = createFeedItems({ first: messages.peek(), startedAt: instance.startedAt }, Date.now);
  const stop = effect(() => {
    for (const item of items.next(messages.value)) feeds.publish("chat", item);
  });
  signal.addEventListener("abort", stop, { once: true });
};
