import { signal, type ReadonlySignal } from "@preact/signals";
import { largestPiece, type FileFrame } from "./frame.ts";
import { createSha256 } from "./sha256.ts";

/** How a file stands: on either side the same words. */
export type FileState = "offered" | "moving" | "paused" | "checking" | "done" | "broken" | "cancelled";

/** A file that can be read anywhere, such as a `Blob`. */
export interface FileSource {
  readonly size: number;
  read(from: number, to: number): Promise<Uint8Array>;
}

/** One end of a file on its way. */
export interface FileEnd {
  readonly state: ReadonlySignal<FileState>;
  /** Bytes that have arrived and are written. */
  readonly bytes: ReadonlySignal<number>;
  /** Takes what the other end says of this file. */
  readonly handle: (frame: FileFrame) => void;
  /** The link is gone; the receiver's `accept` goes on from where it stopped. */
  readonly pause: () => void;
  readonly cancel: () => void;
}

/** What both ends need. */
export interface FilePorts {
  readonly id: string;
  /** Resolves when the frame is handed to the network: that is the backpressure. */
  readonly send: (frame: FileFrame) => Promise<void>;
  /** Says why a file stopped, for developers. */
  readonly warn: (text: string) => void;
}

/** What is needed to send. */
export interface FileSenderPorts extends FilePorts {
  readonly source: FileSource;
  /** Bytes under way that are not acknowledged; more wait, so that a slow disk over there fills no memory. */
  readonly windowBytes?: number;
}

/** Whether nothing more will come of a file. */
export const isOver = (state: FileState): boolean => state === "done" || state === "broken" || state === "cancelled";

// After a break bytes are read again, but belong into the digest once.
const createHashedReader = (source: FileSource) => {
  const hash = createSha256();
  let hashed = 0;
  return {
    hashed: () => hashed,
    digest: () => hash.digest(),
    read: async (offset: number): Promise<Uint8Array> => {
      const bytes = await source.read(offset, Math.min(offset + largestPiece, source.size));
      const fresh = bytes.subarray(Math.max(0, hashed - offset));
      hash.update(fresh);
      hashed += fresh.length;
      return bytes;
    },
  };
};

// Who sends waits here until enough was acknowledged, or the run has ended.
const createWindow = (windowBytes: number) => {
  const acknowledged = signal(0);
  let wake: () => void = () => {};
  return {
    acknowledged,
    wake: () => wake(),
    roomAfter: async (offset: number, isRunning: () => boolean): Promise<void> => {
      while (offset - acknowledged.peek() >= windowBytes && isRunning())
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
  };
};

/** Sends one file to one person, from wherever they accept it, as often as the link breaks. */
export const createFileSender = (ports: FileSenderPorts): FileEnd => {
  const { id, source, send, warn, windowBytes = 4 * 1024 * 1024 } = ports;
  const state = signal<FileState>("offered");
  const reader = createHashedReader(source);
  const { acknowledged, wake, roomAfter } = createWindow(windowBytes);
  let run = 0;
  // Each beginning and each break ends the run before it.
  const stop = (next: FileState): void => {
    run += 1;
    if (!isOver(state.peek())) state.value = next;
    wake();
  };
  const pump = async (from: number, isRunning: () => boolean): Promise<void> => {
    for (let offset = from; offset < source.size;) {
      await roomAfter(offset, isRunning);
      const bytes = await reader.read(offset);
      if (!isRunning()) return;
      await send({ kind: "piece", id, offset, bytes });
      if (!isRunning()) return;
      offset += bytes.length;
    }
    state.value = "checking";
    await send({ kind: "end", id, sha256: reader.digest() });
  };
  const begin = (offset: number): void => {
    // Bytes that were not read yet cannot be skipped: their digest would be missing.
    if (offset > reader.hashed() || isOver(state.peek())) return;
    stop("moving");
    acknowledged.value = offset;
    const own = run;
    pump(offset, () => own === run).catch((error: unknown) => {
      warn(`The file stopped: ${String(error)}`);
      if (own === run) stop("paused");
    });
  };
  return {
    state,
    bytes: acknowledged,
    handle: (frame) => {
      if (frame.kind === "accept") begin(frame.offset);
      if (frame.kind === "cancel") stop("cancelled");
      if (frame.kind === "checked" && reader.hashed() === source.size) stop(frame.holds ? "done" : "broken");
      if (frame.kind !== "ack" || frame.offset <= acknowledged.peek() || frame.offset > reader.hashed()) return;
      acknowledged.value = frame.offset;
      wake();
    },
    pause: () => stop("paused"),
    cancel: () => {
      if (isOver(state.peek())) return;
      stop("cancelled");
      send({ kind: "cancel", id }).catch((error: unknown) => warn(`The other side was not told: ${String(error)}`));
    },
  };
};
