import type { RawData, WebSocket } from "ws";
import { createTokenEnd } from "../access/at-token-end.ts";
import type { ChunkOutcome, EndReason } from "../processes/worker-calls.ts";

/** One publisher over WebSockets, who may come back on another one. */
export interface ChunkSession {
  readonly id: string;
  readonly stream: string;
  /** Goes on over this socket; the one before is closed. */
  attach(socket: WebSocket): void;
  /** It is let go when its token ends, in milliseconds since 1970; undefined: never. */
  lastUntil(endsAtMs: number | undefined): void;
  /** Somebody else publishes now. */
  replace(): Promise<void>;
  close(): Promise<void>;
}

/** What becomes of the chunks. */
export interface ChunkSessionOptions {
  readonly id: string;
  readonly stream: string;
  /** Rejects when whoever takes chunks is gone. */
  readonly push: (bytes: Uint8Array) => Promise<ChunkOutcome>;
  readonly onEnded: (reason: EndReason) => Promise<void>;
}

/** A publisher that is away this long does not come back. */
const awayMs = 10_000;
const headerBytes = 4;
/** Codes of RFC 6455 §7.4.1 and of its registry; the last two are our own, after the answers of HTTP. */
const closeCode = { gone: 1001, protocol: 1002, unreadable: 1007, tooFast: 1008, restart: 1012, expired: 4401, replaced: 4409 } as const;
/** Chunks that are not taken yet: a publisher that sends more at once is too fast for us. */
const mostWaitingBytes = 32 * 1024 * 1024;

/** How a session ends when a chunk was not taken. */
const endings: Readonly<Record<Exclude<ChunkOutcome, "taken"> | "lost", { readonly code: number; readonly reason: EndReason }>> = {
  unreadable: { code: closeCode.unreadable, reason: "left" },
  "too-fast": { code: closeCode.tooFast, reason: "too-fast" },
  over: { code: closeCode.replaced, reason: "replaced" },
  lost: { code: closeCode.restart, reason: "worker-lost" },
};

const bytesOf = (data: RawData): Buffer => (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer));

/** Rings when it was not wound for so long. */
const createAlarm = (ms: number, ring: () => void) => {
  let timer: NodeJS.Timeout | undefined;
  return {
    wind(): void {
      clearTimeout(timer);
      timer = setTimeout(ring, ms);
    },
    stop: () => clearTimeout(timer),
  };
};

/**
 * Makes a session. Each message is a number of 32 bits and a chunk; what has a number that came already is
 * dropped, so that after a cut the publisher may send again whatever was not acknowledged.
 */
export const createChunkSession = ({ id, stream, push, onEnded }: ChunkSessionOptions): ChunkSession => {
  let [current, next]: [WebSocket | undefined, number] = [undefined, 0];
  let work: Promise<void> = Promise.resolve();
  let [waitingBytes, isRefused] = [0, false];
  let ending: Promise<void> | undefined;
  const end = (reason: EndReason): Promise<void> => {
    away.stop();
    tokenEnd.forget();
    return (ending ??= work.then(() => onEnded(reason)));
  };
  const leave = (code: number, reason: EndReason): Promise<void> => {
    current?.close(code);
    return end(reason);
  };
  const refuse = (why: keyof typeof endings): void => {
    isRefused = true;
    // What called this is part of the work that an end waits for.
    void leave(endings[why].code, endings[why].reason);
  };
  const away = createAlarm(awayMs, () => void leave(closeCode.gone, "lost"));
  const tokenEnd = createTokenEnd(() => void leave(closeCode.expired, "expired"));
  const take = async (socket: WebSocket, message: Buffer): Promise<void> => {
    waitingBytes -= message.length;
    if (isRefused) return;
    const sequence = message.length < headerBytes ? Infinity : message.readUInt32BE();
    // A hole cannot be filled later: whoever leaves one begins again from what was acknowledged.
    if (sequence > next) return socket.close(closeCode.protocol);
    if (sequence === next) {
      next += 1;
      const outcome = await push(message.subarray(headerBytes)).catch(() => "lost" as const);
      if (outcome !== "taken") return refuse(outcome);
    }
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ next }));
  };
  const hear = (socket: WebSocket, data: RawData, isBinary: boolean): void => {
    if (socket !== current) return;
    away.wind();
    const bytes = bytesOf(data);
    if (!isBinary) return void (bytes.toString() === "end" && end("left").then(() => socket.close()));
    waitingBytes += bytes.length;
    if (waitingBytes > mostWaitingBytes) return refuse("too-fast");
    work = work.then(() => take(socket, bytes));
  };
  // The handshake that is to follow may fail.
  away.wind();
  return {
    id,
    stream,
    attach(socket) {
      current?.close(closeCode.gone);
      current = socket;
      away.wind();
      socket.send(JSON.stringify({ session: id, next }));
      socket.on("error", () => undefined);
      socket.on("message", (data, isBinary) => hear(socket, data, isBinary));
    },
    lastUntil: (endsAtMs) => (ending === undefined ? tokenEnd.set(endsAtMs) : undefined),
    replace: () => leave(closeCode.replaced, "replaced"),
    close: () => leave(closeCode.gone, "shutdown"),
  };
};
