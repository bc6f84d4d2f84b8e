import type { Socket as NetSocket } from "node:net";
import type { Socket } from "socket.io";
import { TokenBucket, type Rate } from "../limits/token-bucket.ts";

type EngineSocket = Socket["conn"];

/** What a frame costs beside 1: one more for every 4 KiB. */
const costShift = 12;

/**
 * Watches all frames of one WebSocket, also those that never become an event: counts them by number and
 * size before they are parsed, and closes the socket when it goes far beyond its allowance.
 */
export class FrameGuard {
  /** Milliseconds until the socket is within its allowance again; 0 while it is. */
  waitMs = 0;
  /** Why the server itself closes the socket; `undefined` when the other end or an error does. */
  closing: string | undefined = undefined;
  /** How many frames came so far. */
  frames = 0;
  /** Whether the client got as far as a socket.io connection. */
  opened = false;
  /** The connection below the WebSocket. */
  readonly wire: NetSocket;
  readonly #bucket: TokenBucket;

  constructor(wire: NetSocket, rate: Rate, nowMs: number) {
    this.wire = wire;
    this.#bucket = new TokenBucket(rate, nowMs);
  }

  /** Counts a frame before anybody reads it. */
  handleFrame(conn: EngineSocket, { data }: { readonly data?: unknown }, nowMs: number): void {
    this.frames += 1;
    const size = typeof data === "string" || Buffer.isBuffer(data) ? data.length : 0;
    this.waitMs = this.#bucket.take(nowMs, 1 + (size >> costShift));
    if (this.waitMs === 0 || !this.#bucket.exhausted) return;
    this.closing ??= "flood";
    conn.close(true);
  }
}

/** Why a WebSocket was closed, as a label for metrics. */
export const closeReason = (guard: FrameGuard, reason: string, error: unknown): string => {
  if (guard.closing !== undefined) return guard.closing;
  if (reason === "parse error") return "malformed-packet";
  if (reason === "forced close") return guard.opened ? "malformed-packet" : "never-opened";
  if (reason === "transport close") return "client";
  // Engine.IO keeps of the error of ws only its text (Transport.onError makes it the new error's message).
  const text = error instanceof Error ? error.message : "";
  if (text.includes("Max payload size exceeded")) return "too-large";
  return /WebSocket frame/.test(text) ? "malformed-frame" : reason.replaceAll(" ", "-");
};
