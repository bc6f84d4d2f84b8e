import type { Socket as NetSocket } from "node:net";
import type { Socket } from "socket.io";
import type { AddressLimits } from "../limits/address-limits.ts";
import { TokenBucket, type Rate } from "../limits/token-bucket.ts";
import type { Refusal } from "../rooms/refusal.ts";

type EngineSocket = Socket["conn"];

/** What a guard is told of its WebSocket. */
export interface FrameGuardOptions {
  /** The connection below the WebSocket. */
  readonly wire: NetSocket;
  /** The address that limits are counted for, kept here since the request does not last. */
  readonly address: string;
  /** Why the socket may not stay; `undefined` when it may. */
  readonly refusal: Refusal | undefined;
  readonly rate: Rate;
  readonly addresses: AddressLimits;
}

/** What a frame costs beside 1: one more for every 4 KiB, and for every 2 KiB of a large one. */
const costShift = 12;
const largeCostShift = 11;
/** Larger than any signal of ours; its bytes are counted for the address. */
const largeFrame = 32 * 1_024;
/** Not read at all once the address has used up its allowance. */
const unwelcomeFrame = 64 * 1_024;
/** One of these is read and answered; the next closes the socket. */
const hugeFrame = 256 * 1_024;

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
  /** Whether the client asked for a socket.io connection. It may do so once. */
  knocked = false;
  /** Whether the client got as far as a socket.io connection. */
  opened = false;
  readonly wire: NetSocket;
  readonly address: string;
  readonly refusal: Refusal | undefined;
  readonly #bucket: TokenBucket;
  readonly #addresses: AddressLimits;
  #sentHuge = false;

  constructor({ wire, address, refusal, rate, addresses }: FrameGuardOptions, nowMs: number) {
    this.wire = wire;
    this.address = address;
    this.refusal = refusal;
    this.#addresses = addresses;
    this.#bucket = new TokenBucket(rate, nowMs);
  }

  /** Counts a frame before anybody reads it. */
  handleFrame(conn: EngineSocket, { data }: { readonly data?: unknown }, nowMs: number): void {
    this.frames += 1;
    const size = typeof data === "string" || Buffer.isBuffer(data) ? data.length : 0;
    if (size > largeFrame && !this.#mayRead(size, nowMs)) return this.cut(conn, "large-frames");
    this.waitMs = this.#bucket.take(nowMs, 1 + (size >> (size > largeFrame ? largeCostShift : costShift)));
    if (this.waitMs === 0 || !this.#bucket.exhausted) return;
    this.cut(conn, "flood");
  }

  /** Parsing is what a large frame costs everybody else, so it is decided before. */
  #mayRead(size: number, nowMs: number): boolean {
    const isWithin = this.#addresses.takeBytes(this.address, size, nowMs);
    if (size > unwelcomeFrame && !isWithin) return false;
    if (size <= hugeFrame) return true;
    const isFirst = !this.#sentHuge;
    this.#sentHuge = true;
    return isFirst;
  }

  /** Closes the WebSocket at once; nothing more of what it says is read. */
  cut(conn: EngineSocket, reason: string): void {
    this.closing ??= reason;
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
