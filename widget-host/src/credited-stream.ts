import { discard } from "./gate-streams.ts";

/** Most credits that a guest can have at once, and most items kept for one without any. */
const max = { credits: 64, kept: 32 } as const;

/** A stream's way over the port: an item for each credit. */
export interface CreditedStream {
  readonly signal: AbortSignal;
  credit(count: number): void;
  wanted(): boolean;
  push(item: unknown): void;
  /** There is no more: sends what waits for credit, so that the last is not lost. */
  finish(): void;
  /** Frees what was not sent. Closing twice is fine. */
  close(): void;
}

/** Makes the way of one stream. What comes without credit waits until newer items push it out. */
export const createCreditedStream = (send: (item: unknown) => void): CreditedStream => {
  const controller = new AbortController();
  const kept: unknown[] = [];
  let credits = 0;
  const flush = (): void => {
    while (credits > 0 && kept.length > 0) {
      credits -= 1;
      send(kept.shift());
    }
  };
  return {
    signal: controller.signal,
    credit(count) {
      credits = Math.min(max.credits, credits + count);
      flush();
    },
    wanted: () => credits > kept.length,
    push(item) {
      if (controller.signal.aborted) return discard(item);
      kept.push(item);
      flush();
      if (kept.length > max.kept) discard(kept.shift());
    },
    finish() {
      for (const item of kept.splice(0)) send(item);
    },
    close() {
      for (const item of kept.splice(0)) discard(item);
      controller.abort();
    },
  };
};
