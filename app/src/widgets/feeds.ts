import type { FeedItem } from "@tfx/protocol/widgets";
import type { InstanceServices } from "@tfx/widget-host";

/** Feeds between widgets of one call: they go through us, never from widget to widget. */
export type Feeds = InstanceServices["feeds"];

/** Feeds without anybody on them. */
export const createFeeds = (): Feeds => {
  const listeners = new Map<string, Set<(item: FeedItem) => void>>();
  return {
    publish: (feed, item) => listeners.get(feed)?.forEach((listener) => listener(item)),
    on: (feed, listener, { signal } = {}) => {
      const set = listeners.get(feed) ?? new Set();
      listeners.set(feed, set.add(listener));
      const undo = () => void set.delete(listener);
      signal?.addEventListener("abort", undo, { once: true });
      return undo;
    },
  };
};
