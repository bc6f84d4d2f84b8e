/** How much may happen at once, and how fast the allowance comes back. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * An allowance that refills with time. It may be overdrawn by one further burst, so that who goes on
 * in spite of refusals can be told from who was merely too fast once.
 */
export class TokenBucket {
  readonly #rate: Rate;
  #level: number;
  #at: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#level = rate.burst;
    this.#at = nowMs;
  }

  /** Takes tokens; answers 0, or the milliseconds to wait when the allowance is used up. */
  take(nowMs: number, cost = 1): number {
    this.#refill(nowMs);
    this.#level = Math.max(this.#level - cost, -this.#rate.burst);
    return this.#level >= 0 ? 0 : this.#waitMs();
  }

  /** What `take` of nothing would answer, without changing the level. */
  waitMs(nowMs: number): number {
    this.#refill(nowMs);
    return this.#level >= 1 ? 0 : this.#waitMs();
  }

  /** Whether the allowance is overdrawn as far as it can be. */
  get exhausted(): boolean {
    return this.#level <= -this.#rate.burst;
  }

  /** Whether it is as full as a new one, so that it can be forgotten. */
  isFull(nowMs: number): boolean {
    this.#refill(nowMs);
    return this.#level >= this.#rate.burst;
  }

  #refill(nowMs: number): void {
    const elapsedMs = nowMs - this.#at;
    if (elapsedMs <= 0) return;
    this.#level = Math.min(this.#rate.burst, this.#level + (elapsedMs * this.#rate.perSecond) / 1_000);
    this.#at = nowMs;
  }

  #waitMs(): number {
    return Math.ceil(((1 - this.#level) * 1_000) / this.#rate.perSecond);
  }
}
