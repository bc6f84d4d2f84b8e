import type { FileSink } from "@tfx/core/files";
import { TfxError } from "@tfx/protocol";

/** As much as a page without a disk can be trusted with. */
const mostBytes = 512 * 1024 * 1024;
/** Pieces are handed to the browser in lumps, which it may put on disk itself. */
const lumpBytes = 8 * 1024 * 1024;

/** Keeps a file in memory, where the browser has no disk for pages. @throws {TfxError} file/no-space */
export const createMemorySink = (size: number, onWhole: (file: Blob) => void): FileSink => {
  if (size > mostBytes) throw new TfxError("file/no-space");
  let lumps: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let waiting = 0;
  const pack = (): void => {
    lumps.push(new Blob(pieces));
    pieces = [];
    waiting = 0;
  };
  return {
    write: async (bytes) => {
      pieces.push(new Uint8Array(bytes));
      waiting += bytes.length;
      if (waiting >= lumpBytes) pack();
    },
    close: async () => {
      pack();
      onWhole(new Blob(lumps));
    },
    abort: async () => {
      lumps = [];
      pieces = [];
    },
  };
};
