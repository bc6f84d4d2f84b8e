/** The latest items, oldest first; adding past the capacity drops the oldest. */
export interface Ring<T> {
  readonly items: readonly T[];
  add(item: T): void;
}

/** Makes an empty ring. */
export const createRing = <T>(capacity: number): Ring<T> => {
  let slots: T[] = [];
  return {
    get items() {
      return slots.slice(-capacity);
    },
    add(item) {
      slots.push(item);
      // Moved once in a while, not at every item.
      if (slots.length >= capacity * 1.25) slots = slots.slice(-capacity);
    },
  };
};
