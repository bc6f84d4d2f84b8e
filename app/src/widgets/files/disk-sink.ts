import type { FileSink } from "@tfx/core/files";
import { TfxError } from "@tfx/protocol";

/** What follows when the file is whole, and when it will never be. */
export interface DiskSinkEnds {
  readonly onWhole: () => Promise<void>;
  readonly onGone: () => Promise<void>;
}

const translate = (error: unknown): never => {
  if (error instanceof DOMException && error.name === "QuotaExceededError") throw new TfxError("file/no-space", {}, { cause: error });
  throw TfxError.from(error);
};

/** What is needed of a file to write into it. */
export interface WritableFile {
  createWritable(): Promise<{ write(bytes: Uint8Array<ArrayBuffer>): Promise<void>; close(): Promise<void>; abort(): Promise<void> }>;
}

/** Writes into a file of the device. Until it is closed nothing of it shows: browsers write aside (W3C File System, createWritable). */
export const createDiskSink = async (handle: WritableFile, { onWhole, onGone }: DiskSinkEnds): Promise<FileSink> => {
  const writable = await handle.createWritable().catch(translate);
  let isClosed = false;
  return {
    write: (bytes) => writable.write(bytes as Uint8Array<ArrayBuffer>).catch(translate),
    close: async () => {
      isClosed = true;
      await writable.close().catch(translate);
      await onWhole();
    },
    abort: async () => {
      if (!isClosed) await writable.abort();
      await onGone();
    },
  };
};
