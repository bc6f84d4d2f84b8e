import type { EntryParams, FeedItem } from "@tfx/protocol/widgets";
import { reportBug } from "./report-bug.ts";
import type { InstanceServices } from "./services.ts";

type Feed = EntryParams<"feed.use">["feed"];

/** Makes the feeds of one call: what a widget adds goes to those who use the feed, through here and never from widget to widget. */
export const createFeeds = (): InstanceServices["feeds"] => {
  const listeners = new Map<Feed, Set<(item: FeedItem) => void>>();
  return {
    publish(feed, item) {
      for (const listener of listeners.get(feed) ?? []) {
        try {
          listener(item);
        } catch (error) {
          reportBug(error);
        }
      }
    },
    on(feed, listener, { signal } = {}) {
      if (signal?.aborted === true) return () => undefined;
      const set = listeners.get(feed) ?? new Set();
      listeners.set(feed, set);
      const entry = (item: FeedItem): void => listener(item);
      set.add(entry);
      const undo = (): void => {
        set.delete(entry);
        signal?.removeEventListener("abort", undo);
      };
      signal?.addEventListener("abort", undo, { once: true });
      return undo;
    },
  };
};
