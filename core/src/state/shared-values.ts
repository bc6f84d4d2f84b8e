import { encode } from "@msgpack/msgpack";
import type { ParticipantId } from "@tfx/protocol";
import type { PlainValue } from "@tfx/protocol/widgets";
import { isInvalid, isNew, isOld, isPast, type StateVerdict } from "./state-verdict.ts";
import { stateLimits } from "./state-limits.ts";

/** When something was set, and by whom. */
export interface Stamp {
  readonly clock: number;
  readonly by: ParticipantId;
}

/** A value with the set that it came from. */
export interface StampedValue extends Stamp {
  readonly key: string;
  readonly value: PlainValue;
}

/** Whether a set counts over another: the later clock, then the greater participant. */
export const isLater = (one: Stamp, other: Stamp): boolean => (one.clock === other.clock ? one.by > other.by : one.clock > other.clock);

/**
 * Last-writer-wins values: whatever the order in which sets arrive, everybody ends with the same. Two
 * different sets of one stamp are possible only by lying; the greater bytes count then.
 */
export class SharedValues {
  readonly #values = new Map<string, StampedValue & { readonly bytes: Uint8Array }>();
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  list(): readonly StampedValue[] {
    return [...this.#values.values()].map(({ key, value, clock, by }) => ({ key, value, clock, by }));
  }

  /** Sets a value unless a later set is known. */
  put({ key, value, clock, by }: StampedValue, maxValues: number): StateVerdict {
    const bytes = encodePlain(value);
    if (bytes === undefined) return isInvalid;
    if (bytes.length > stateLimits.value) return isPast(stateLimits.value);
    const known = this.#values.get(key);
    if (known === undefined && this.#values.size >= maxValues) return isPast(maxValues);
    if (known !== undefined && !counts({ clock, by, bytes }, known)) return isOld;
    this.#values.set(key, { key, value, clock, by, bytes });
    this.#bytes += bytes.length - (known?.bytes.length ?? 0);
    return isNew;
  }
}

/** MessagePack of a plain value, with sorted keys; undefined when it cannot be written. */
export const encodePlain = (value: PlainValue): Uint8Array<ArrayBuffer> | undefined => {
  try {
    return encode(value, { ignoreUndefined: true, sortKeys: true, maxDepth: 24 });
  } catch {
    // Deeper than plain values are; whoever sent or set it is told so.
    return undefined;
  }
};

const counts = (one: Stamp & { bytes: Uint8Array }, other: Stamp & { bytes: Uint8Array }): boolean =>
  isLater(one, other) || (!isLater(other, one) && isGreater(one.bytes, other.bytes));

const isGreater = (one: Uint8Array, other: Uint8Array): boolean => {
  const at = one.findIndex((byte, index) => byte !== other[index]);
  return at !== -1 && (one[at] ?? 0) > (other[at] ?? -1);
};
