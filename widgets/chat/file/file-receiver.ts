import { signal, type Signal } from "@preact/signals";
import type { FileFrame } from "./frame.ts";
import { isOver, type FileEnd, type FilePorts, type FileState } from "./file-sender.ts";
import { createSha256 } from "./sha256.ts";

const ackEachBytes = 512 * 1024;
const mostWaitingBytes = 16 * 1024 * 1024;

/** Where a file is written, piece by piece. */
export interface FileSink {
  write(bytes: Uint8Array): Promise<void>;
  /** The file is whole. */
  close(): Promise<void>;
  /** What was written is of no use. */
  abort(): Promise<void>;
}

/** What is needed to receive. */
export interface FileReceiverPorts extends FilePorts {
  readonly size: number;
  readonly sink: FileSink;
}

/** The receiving end, which can ask for the rest. */
export interface FileReceiver extends FileEnd {
  /** Says yes, or goes on after a break: asks for everything after what was written. */
  readonly accept: () => Promise<void>;
}

type Piece = Extract<FileFrame, { kind: "piece" }>;

const createHashedWriter = ({ size, sink }: Pick<FileReceiverPorts, "size" | "sink">) => {
  const written = signal(0);
  const hash = createSha256();
  return {
    written,
    holds: (sha256: string) => written.peek() === size && hash.digest() === sha256,
    // After a break pieces of the run before may still come: what is there already is left out, what has a gap before it is of no use.
    take: async ({ offset, bytes }: Piece): Promise<void> => {
      if (offset > written.peek() || offset + bytes.length <= written.peek()) return;
      const fresh = bytes.subarray(written.peek() - offset);
      if (written.peek() + fresh.length > size) throw new Error("The file is longer than was offered.");
      await sink.write(fresh);
      hash.update(fresh);
      written.value += fresh.length;
    },
  };
};

// Writing takes time: each frame waits for the one before it. Who sends without waiting would fill the memory.
const createQueue = (fail: (error: unknown) => Promise<void>, warn: FileReceiverPorts["warn"]) => {
  let last = Promise.resolve();
  let waitingBytes = 0;
  return (work: () => Promise<void>, bytes = 0): void => {
    waitingBytes += bytes;
    const isTooMuch = waitingBytes > mostWaitingBytes;
    last = last
      .then(() => {
        waitingBytes -= bytes;
        return isTooMuch ? fail("More came than can be written.") : work();
      })
      .catch(fail)
      .catch((error: unknown) => warn(`The file could not be put away: ${String(error)}`));
  };
};

// A link that breaks is no failure of the file: it waits.
const createVoice =
  ({ send, warn }: Pick<FileReceiverPorts, "send" | "warn">, state: Signal<FileState>) =>
  (frame: FileFrame): Promise<void> =>
    send(frame).catch((error: unknown) => {
      warn(`The other side was not told: ${String(error)}`);
      if (!isOver(state.peek())) state.value = "paused";
    });

/**
 * Receives one file into a sink, in order, and checks it at the end. A link that breaks pauses it; a sink
 * that fails ends it. An offer of the same file again is answered with what is missing, or how it ended.
 */
export const createFileReceiver = ({ id, size, sink, send, warn }: FileReceiverPorts): FileReceiver => {
  const state = signal<FileState>("offered");
  const writer = createHashedWriter({ size, sink });
  const { written } = writer;
  let told = 0;
  const tell = createVoice({ send, warn }, state);
  const end = async (next: "done" | "broken" | "cancelled"): Promise<void> => {
    if (isOver(state.peek())) return;
    state.value = next;
    await (next === "done" ? sink.close() : sink.abort());
  };
  const fail = async (error: unknown): Promise<void> => {
    warn(`The file stopped: ${String(error)}`);
    await end("broken");
    await tell({ kind: "cancel", id });
  };
  const enqueue = createQueue(fail, warn);
  const accept = async (): Promise<void> => {
    if (isOver(state.peek())) return;
    state.value = "moving";
    told = written.peek();
    await tell({ kind: "accept", id, offset: told });
  };
  const acknowledge = async (): Promise<void> => {
    if (written.peek() === told || (written.peek() - told < ackEachBytes && written.peek() < size)) return;
    told = written.peek();
    await tell({ kind: "ack", id, offset: told });
  };
  const step = async (frame: FileFrame): Promise<void> => {
    if (frame.kind === "cancel") return end("cancelled");
    if (frame.kind === "offer") return answerAgain();
    if (state.peek() !== "moving") return;
    if (frame.kind === "piece") return writer.take(frame).then(acknowledge);
    if (frame.kind !== "end") return;
    await end(writer.holds(frame.sha256) ? "done" : "broken");
    await answerAgain();
  };
  const answerAgain = async (): Promise<void> => {
    if (state.peek() === "done" || state.peek() === "broken") return tell({ kind: "checked", id, holds: state.peek() === "done" });
    if (state.peek() === "paused") return accept();
  };
  const cancel = async (): Promise<void> => {
    await end("cancelled");
    await tell({ kind: "cancel", id });
  };
  return {
    state,
    bytes: written,
    accept,
    handle: (frame) => enqueue(() => step(frame), frame.kind === "piece" ? frame.bytes.length : 0),
    pause: () => {
      if (!isOver(state.peek())) state.value = "paused";
    },
    cancel: () => enqueue(cancel),
  };
};
