/** How much of something may happen: a token bucket, as pure as a clock allows. */
export class Allowance {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #nowMs: () => number;
  #left: number;
  #at: number;

  constructor({ burst, perSecond, nowMs = () => performance.now() }: { burst: number; perSecond: number; nowMs?: () => number }) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#nowMs = nowMs;
    this.#left = burst;
    this.#at = nowMs();
  }

  /** Takes one; false when there is none left. */
  take(): boolean {
    const now = this.#nowMs();
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1_000) * this.#perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
