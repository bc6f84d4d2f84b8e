/**
 * Order of the signals that arrive on one connection: pure bookkeeping, so that every signal is handed
 * on exactly once and in sequence, whatever was repeated or overtaken on the way.
 */
export interface InboundOrder<T> {
  /** The next sequence to hand on. */
  readonly next: number;
  readonly held: ReadonlyMap<number, T>;
}

/** How far ahead of the next sequence a signal may be held. */
export const maxHeldAhead = 64;

/** Nothing has arrived yet. */
export const emptyOrder = <T>(): InboundOrder<T> => ({ next: 0, held: new Map() });

/** Takes one arrival in; `deliver` is what can be handed on now, in sequence. */
export const takeIn = <T>(order: InboundOrder<T>, sequence: number, value: T): { order: InboundOrder<T>; deliver: readonly T[] } => {
  if (sequence < order.next || sequence >= order.next + maxHeldAhead || order.held.has(sequence)) return { order, deliver: [] };
  const held = new Map(order.held).set(sequence, value);
  const deliver: T[] = [];
  let next = order.next;
  for (let ready = held.get(next); ready !== undefined; ready = held.get(next)) {
    deliver.push(ready);
    held.delete(next);
    next += 1;
  }
  return { order: { next, held }, deliver };
};

/** When to repeat: after this long without an acknowledgement, in milliseconds, for the n-th repeat. */
export const repeatDelayMs = (repeats: number): number => Math.min(1_500 * 2 ** repeats, 12_000);
