/** A packet in its turn. */
export interface Ordered<T> {
  readonly packet: T;
  /** Packets before it that never came. */
  readonly lost: number;
}

/** Brings packets into their order and gives up on those that stay away. */
export interface ReorderBuffer<T> {
  /** Takes a packet with its unwrapped sequence number; answers all that are due. */
  push(sequence: number, packet: T, nowMs: number): readonly Ordered<T>[];
  /** What is due without a new packet, because a hole has been waited for long enough. */
  due(nowMs: number): readonly Ordered<T>[];
  /** Sequence numbers that are waited for. */
  readonly missing: readonly number[];
}

/** How long and how much is waited for. */
export interface ReorderOptions {
  /** A retransmission takes a round trip; after this nobody waits any more. */
  readonly holdMs: number;
  /** Packets kept at most. */
  readonly maxPackets: number;
}

interface Waiting<T> {
  readonly packet: T;
  readonly atMs: number;
}

/** Sequence numbers that are this far away belong to another run of the sender. */
const restartDistance = 3_000;

/** Makes the buffer of one track. Packets that came before, or too late, are dropped. */
export const createReorderBuffer = <T>({ holdMs, maxPackets }: ReorderOptions): ReorderBuffer<T> => {
  const waiting = new Map<number, Waiting<T>>();
  let next: number | undefined;
  let lost = 0;

  const take = (out: Ordered<T>[]): void => {
    for (let found = next === undefined ? undefined : waiting.get(next); found !== undefined; found = waiting.get(next ?? 0)) {
      waiting.delete(next ?? 0);
      out.push({ packet: found.packet, lost });
      lost = 0;
      next = (next ?? 0) + 1;
    }
  };
  const skipHole = (): void => {
    const nearest = Math.min(...waiting.keys());
    lost += nearest - (next ?? nearest);
    next = nearest;
  };
  const due = (nowMs: number): readonly Ordered<T>[] => {
    const out: Ordered<T>[] = [];
    take(out);
    while (waiting.size > 0) {
      const oldestMs = Math.min(...[...waiting.values()].map(({ atMs }) => atMs));
      if (nowMs - oldestMs < holdMs && waiting.size <= maxPackets) break;
      skipHole();
      take(out);
    }
    return out;
  };
  return {
    due,
    get missing() {
      if (waiting.size === 0) return [];
      const first = next ?? 0;
      const holes = Array.from({ length: Math.max(...waiting.keys()) - first }, (_, index) => first + index);
      return holes.filter((number) => !waiting.has(number));
    },
    push(sequence, packet, nowMs) {
      if (next !== undefined && Math.abs(sequence - next) > restartDistance) {
        waiting.clear();
        // How many are missing cannot be known; that some are is what decoders must hear.
        lost += 1;
        next = undefined;
      }
      next ??= sequence;
      if (sequence < next || waiting.has(sequence)) return due(nowMs);
      if (sequence === next && waiting.size === 0) {
        next += 1;
        const ordered = { packet, lost };
        lost = 0;
        return [ordered];
      }
      waiting.set(sequence, { packet, atMs: nowMs });
      return due(nowMs);
    },
  };
};
