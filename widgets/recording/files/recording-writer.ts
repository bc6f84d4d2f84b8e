import { notesFile } from "./messages.ts";
import { noteLine, type Note } from "./notes.ts";
import type { FilePort } from "./file-port.ts";

/** Writes one recording to disk as it comes in. */
export interface RecordingWriter {
  readonly id: string;
  note(note: Note): void;
  append(file: string, chunk: Blob | ArrayBuffer): void;
  /** Bytes that are on disk. */
  readonly bytes: () => number;
  /** Resolves once everything is on disk and the files are closed. */
  close(): Promise<void>;
}

/** How others of the same origin know that a recording is still being made. */
export const lockOf = (recording: string): string => `tfx-recording-${recording}`;

/** A disk that is so far behind will not catch up; what waits for it is in memory. */
const mostWaiting = 64 * 1024 * 1024;

/** Begins a recording on disk. What goes wrong later is told to `onFailed`, once. */
export const openRecordingWriter = async (
  port: FilePort,
  { id, onFailed }: { readonly id: string; readonly onFailed: (error: unknown) => void },
): Promise<RecordingWriter> => {
  await port.ask({ do: "open", recording: id });
  let last: Promise<unknown> = Promise.resolve();
  let failed = false;
  let bytes = 0;
  let waiting = 0;
  const fail = (error: unknown): void => {
    if (failed) return;
    failed = true;
    onFailed(error);
  };
  const write = (file: string, content: Blob | ArrayBuffer): void => {
    if (failed) return;
    const length = content instanceof Blob ? content.size : content.byteLength;
    if (waiting + length > mostWaiting) return fail(new Error("The disk is too slow."));
    waiting += length;
    last = last.then(async () => {
      // What is on disk ends where the first chunk is missing: later ones could not be read without it.
      if (failed) return;
      try {
        const buffer = content instanceof Blob ? await content.arrayBuffer() : content;
        await port.ask({ do: "append", file, bytes: buffer });
        bytes += length;
      } catch (error) {
        fail(error);
      } finally {
        waiting -= length;
      }
    });
  };
  return {
    id,
    note: (note) => write(notesFile, new Blob([noteLine(note)])),
    append: write,
    bytes: () => bytes,
    async close() {
      await last;
      await port.ask({ do: "close" });
    },
  };
};
