import type { StateOperation } from "@tfx/protocol/widgets";

interface Sent {
  readonly operation: StateOperation;
  readonly bytes: number;
  readonly atMs: number;
}

const keptMs = 30_000;
const keptBytes = 2 * 1024 * 1024;

/**
 * What was sent a moment ago. Whoever was asked by a newcomer may have answered before that arrived, while
 * the newcomer was nobody yet to whoever sent it: it is therefore told again when they meet.
 */
export class RecentOperations {
  readonly #nowMs: () => number;
  #sent: Sent[] = [];
  #bytes = 0;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  add(operation: StateOperation, bytes: number): void {
    this.#sent.push({ operation, bytes, atMs: this.#nowMs() });
    this.#bytes += bytes;
    this.#forget();
  }

  list(): readonly StateOperation[] {
    this.#forget();
    return this.#sent.map(({ operation }) => operation);
  }

  #forget(): void {
    const since = this.#nowMs() - keptMs;
    let gone = 0;
    for (const { atMs, bytes } of this.#sent) {
      if (atMs >= since && this.#bytes <= keptBytes) break;
      this.#bytes -= bytes;
      gone += 1;
    }
    if (gone > 0) this.#sent = this.#sent.slice(gone);
  }
}
