import type { PlainValue } from "@tfx/widget-sdk";
import { readCard, type Card } from "./card.ts";

/** An entry of the log, as far as it matters here. */
export interface CardEntry {
  /** Who signed it: the host has checked that. */
  readonly from: string;
  readonly value: PlainValue;
}

/**
 * The latest card of each author. Nobody can put a card in somebody else's name, as its author is who
 * signed the entry; whose latest entry is no card has taken theirs away.
 */
export const latestCards = (entries: readonly CardEntry[]): ReadonlyMap<string, Card> => {
  const latest = new Map(entries.map(({ from, value }) => [from, value]));
  return new Map(
    [...latest].flatMap(([from, value]) => {
      const card = readCard(value);
      return card === undefined ? [] : [[from, card] as const];
    }),
  );
};
