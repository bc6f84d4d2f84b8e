import type { WebSocket } from "ws";

/** One publisher over WebSockets, who may come back on another one. */
export interface ChunkSession {
  readonly id: string;
  readonly stream: string;
  /** Goes on over this socket; the one before is closed. */
  attach(socket: WebSocket): void;
  close(): Promise<void>;
}

/** What becomes of the chunks. */
export interface ChunkSessionOptions {
  readonly id: string;
  readonly stream: string;
  /** Settles when the chunk was taken; false: it was no WebM. */
  readonly push: (bytes: Uint8Array) => Promise<boolean>;
  readonly onEnded: () => Promise<void>;
}

/** A publisher that is away this long does not come back. */
const awayMs = 10_000;
const headerBytes = 4;
/** Codes of RFC 6455 §7.4.1. */
const closeCode = { gone: 1001, protocol: 1002, unreadable: 1007 } as const;

const bytesOf = (data: Buffer | ArrayBuffer | Buffer[]): Buffer =>
  Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);

/**
 * Makes a session. Each message is a number of 32 bits and a chunk; what has a number that came already is
 * dropped, so that after a cut the publisher may send again whatever was not acknowledged.
 */
export const createChunkSession = ({ id, stream, push, onEnded }: ChunkSessionOptions): ChunkSession => {
  let current: WebSocket | undefined;
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => {
    clearTimeout(timer);
    ending ??= work.then(() => onEnded());
    return ending;
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      current?.close(closeCode.gone);
      void end();
    }, awayMs);
  };
  const take = async (socket: WebSocket, message: Buffer): Promise<void> => {
    if (message.length < headerBytes) return socket.close(closeCode.protocol);
    const sequence = message.readUInt32BE();
    // A hole cannot be filled later: whoever leaves one begins again from what was acknowledged.
    if (sequence > next) return socket.close(closeCode.protocol);
    if (sequence === next) {
      next += 1;
      if (!(await push(message.subarray(headerBytes)).catch(() => false))) {
        socket.close(closeCode.unreadable);
        return void end();
      }
    }
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ next }));
  };
  return {
    id,
    stream,
    attach(socket) {
      current?.close(closeCode.gone);
      current = socket;
      wait();
      socket.send(JSON.stringify({ session: id, next }));
      socket.on("error", () => undefined);
      socket.on("message", (data, isBinary) => {
        if (socket !== current) return;
        wait();
        const bytes = bytesOf(data);
        if (isBinary) work = work.then(() => take(socket, bytes));
        else if (bytes.toString() === "end") void end().then(() => socket.close());
      });
    },
    close: () => {
      current?.close(closeCode.gone);
      return end();
    },
  };
};
