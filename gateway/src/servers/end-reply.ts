import type { ServerResponse } from "node:http";

/** Whoever has not taken the rest by then takes nothing any more. */
const mostRestMs = 5_000;

/**
 * Ends an answer that had no end. Its rest may wait for a reader who takes nothing, and who is not waited for long: the
 * place is another's. Nothing may be written from now on: that would end the process.
 */
export const endReply = (raw: ServerResponse, last?: string): void => {
  if (raw.destroyed || raw.writableEnded) return;
  raw.end(last);
  const timer = setTimeout(() => raw.destroy(), mostRestMs);
  raw.once("close", () => clearTimeout(timer));
};
