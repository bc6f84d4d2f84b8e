import type { ParticipantId } from "@tfx/widget-sdk";
import type { Item } from "../messages/rows.ts";

/** What came from others after the last item that was seen, in order. Nothing seen: all of it. */
export const findUnread = (items: readonly Item[], seen: string | undefined, self: ParticipantId): readonly Item[] =>
  items.slice(items.findLastIndex(({ id }) => id === seen) + 1).filter((item) => item.from !== self && !isGone(item));

const isGone = (item: Item): boolean => item.kind === "message" && item.message.isDeleted;
