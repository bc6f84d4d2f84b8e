import { stateLimits } from "./state-limits.ts";

/** The room's clock (Lamport 1978): counts what happened, and is never behind anything that was seen. */
export class LamportClock {
  #now = 0;

  get now(): number {
    return this.#now;
  }

  /** The time of something that happens here. */
  tick(): number {
    this.#now += 1;
    return this.#now;
  }

  /** Whether a time that another told can be true. */
  allows(clock: number): boolean {
    return clock <= this.#now + stateLimits.clockJump;
  }

  /** Has seen this time. */
  see(clock: number): void {
    this.#now = Math.max(this.#now, clock);
  }
}
