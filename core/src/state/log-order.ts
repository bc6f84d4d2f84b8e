/** What the order of a log's entries is made from. */
export interface LogPlace {
  readonly clock: number;
  readonly id: string;
}

/** Order of entries, the same for everybody: by the room's clock, then by id. */
export const comparePlaces = (one: LogPlace, other: LogPlace): number =>
  one.clock - other.clock || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** Puts an entry where it belongs; most belong at the end. */
export const insertInOrder = <T extends LogPlace>(entries: T[], entry: T): void => {
  let at = entries.length;
  for (let before = entries[at - 1]; before !== undefined && comparePlaces(before, entry) > 0; before = entries[at - 1]) at -= 1;
  entries.splice(at, 0, entry);
};
