import { TokenBucket, type Rate } from "./token-bucket.ts";

/** What one remote address may do, whatever the number of its sockets. */
export interface AddressRates {
  /** New sockets. */
  readonly sockets: Rate;
  /** Joins and peeks. */
  readonly joins: Rate;
  /** Wrong proofs for sealed rooms. */
  readonly guesses: Rate;
  /** Places for broadcasts. */
  readonly grants: Rate;
  /** Bytes of large frames. */
  readonly bytes: Rate;
}

/** What is counted for an address. */
export type AddressAction = keyof AddressRates;

/** Most addresses remembered: the oldest is forgotten first, so that memory stays bounded. */
const maxAddresses = 20_000;

/** Counts what each remote address does. */
export class AddressLimits {
  readonly #rates: AddressRates;
  readonly #buckets: Record<AddressAction, Map<string, TokenBucket>> = {
    sockets: new Map(),
    joins: new Map(),
    guesses: new Map(),
    grants: new Map(),
    bytes: new Map(),
  };
  readonly #open = new Map<string, number>();

  constructor(rates: AddressRates) {
    this.#rates = rates;
  }

  /** Counts one action; answers 0, or the milliseconds to wait when there were too many. */
  take(action: Exclude<AddressAction, "bytes">, address: string, nowMs: number): number {
    return this.#bucket(action, address, nowMs).take(nowMs);
  }

  /** Counts the bytes of a large frame; answers whether they are within the allowance. */
  takeBytes(address: string, size: number, nowMs: number): boolean {
    return this.#bucket("bytes", address, nowMs).take(nowMs, size) === 0;
  }

  /** How many sockets the address holds now. */
  openSockets(address: string): number {
    return this.#open.get(address) ?? 0;
  }

  /** Counts a socket that was opened (1) or closed (-1). */
  countSocket(address: string, change: 1 | -1): void {
    const open = this.openSockets(address) + change;
    if (open > 0) this.#open.set(address, open);
    else this.#open.delete(address);
  }

  /** The milliseconds to wait before the action is allowed, without counting it. */
  waitMs(action: AddressAction, address: string, nowMs: number): number {
    return this.#buckets[action].get(address)?.waitMs(nowMs) ?? 0;
  }

  /** Whether the address went on so long in spite of refusals that it deserves no answer. */
  isExhausted(action: AddressAction, address: string): boolean {
    return this.#buckets[action].get(address)?.exhausted ?? false;
  }

  #bucket(action: AddressAction, address: string, nowMs: number): TokenBucket {
    const buckets = this.#buckets[action];
    const known = buckets.get(address);
    if (known !== undefined) return known;
    if (buckets.size >= maxAddresses) forgetOldest(buckets, nowMs);
    const bucket = new TokenBucket(this.#rates[action], nowMs);
    buckets.set(address, bucket);
    return bucket;
  }
}

const forgetOldest = (buckets: Map<string, TokenBucket>, nowMs: number): void => {
  for (const [address, bucket] of buckets) if (bucket.isFull(nowMs)) buckets.delete(address);
  for (const address of buckets.keys()) {
    if (buckets.size < maxAddresses) return;
    buckets.delete(address);
  }
};
