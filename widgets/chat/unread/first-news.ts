import type { ParticipantId } from "@tfx/widget-sdk";
import type { Item } from "../messages/rows.ts";

/** What is known of when people came. */
export interface Arrivals {
  /** When the person came, by the server's clock. */
  readonly joinedAt: number;
  /** When each of those who are there came, by the same clock. */
  readonly joinedAtOf: ReadonlyMap<ParticipantId, number>;
  /** By the clock of this device. */
  readonly now: number;
}

/**
 * The last item that is history to somebody who came: what was there before them is no news, what was
 * written between their coming and the chat's being ready is. Whoever came later can have written
 * nothing but news; of the others one has to take their clock's word, which may be wrong, but never
 * says that something is from the future.
 */
export const lastOfHistory = (items: readonly Item[], { joinedAt, joinedAtOf, now }: Arrivals): string | undefined => {
  const ahead = new Map<ParticipantId, number>();
  for (const { from, at } of items) ahead.set(from, Math.max(ahead.get(from) ?? 0, at - now));
  const isNews = ({ from, at }: Item): boolean =>
    (joinedAtOf.get(from) ?? Number.NEGATIVE_INFINITY) > joinedAt || at - (ahead.get(from) ?? 0) > joinedAt;
  const first = items.findIndex(isNews);
  return items[first === -1 ? items.length - 1 : first - 1]?.id;
};
