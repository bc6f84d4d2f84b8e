/** A value of a report that is kept. */
export type Plain = string | number | boolean;

/** One member of one entry over the last ticks. */
export interface ColumnValues {
  readonly lastTick: number;
  /** The value at a tick, if it was reported then and is still kept. */
  at(tick: number): Plain | undefined;
  set(tick: number, value: Plain): void;
}

/** Numbers take eight bytes each; NaN stands for none. */
const createNumbers = (length: number) => {
  const slots = new Float64Array(length).fill(Number.NaN);
  return {
    get: (slot: number): Plain | undefined => (Number.isNaN(slots[slot]) ? undefined : slots[slot]),
    put: (slot: number, value: Plain | undefined) => void (slots[slot] = typeof value === "number" ? value : Number.NaN),
  };
};

const createOthers = (length: number) => {
  const slots = Array.from<Plain | undefined>({ length });
  return {
    get: (slot: number): Plain | undefined => slots[slot],
    put: (slot: number, value: Plain | undefined) => void (slots[slot] = value),
  };
};

/** A column that begins at a tick. Most members never change: those take one value, the others a ring. */
export const createColumn = (length: number, first: { readonly tick: number; readonly value: Plain }): ColumnValues => {
  let lastTick = first.tick;
  let ring: ReturnType<typeof createNumbers> | undefined;
  const isKept = (tick: number) => tick >= first.tick && tick <= lastTick && tick > lastTick - length;
  const unfold = () => {
    const unfolded = typeof first.value === "number" ? createNumbers(length) : createOthers(length);
    for (let tick = Math.max(first.tick, lastTick - length + 1); tick <= lastTick; tick += 1) unfolded.put(tick % length, first.value);
    return unfolded;
  };
  return {
    get lastTick() {
      return lastTick;
    },
    at: (tick) => (isKept(tick) ? (ring === undefined ? first.value : ring.get(tick % length)) : undefined),
    set(tick, value) {
      const hasGap = tick > lastTick + 1;
      if (ring === undefined && value === first.value && !hasGap) {
        lastTick = tick;
        return;
      }
      ring ??= unfold();
      for (let missed = Math.max(lastTick + 1, tick - length + 1); missed < tick; missed += 1) ring.put(missed % length, undefined);
      ring.put(tick % length, value);
      lastTick = tick;
    },
  };
};
