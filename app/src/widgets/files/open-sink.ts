import type { FileSink } from "@tfx/core/files";
import { safeFileName, TfxError } from "@tfx/protocol";
import { createMemorySink } from "./memory-sink.ts";
import { createDiskSink } from "./disk-sink.ts";
import { handOver, openPrivateFile } from "./private-files.ts";

interface Wanted {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** Not in TypeScript's library yet (https://wicg.github.io/file-system-access/). */
type Pick = (options: { suggestedName: string; startIn: "downloads" }) => Promise<FileSystemFileHandle>;

/**
 * Opens the place a file is saved to: the one that the person chooses, or, where the browser lets nobody
 * choose, one of our own that is handed to its downloads when the file is whole.
 * @throws {TfxError} file/cancelled, file/no-space
 */
export const openSink = async (wanted: Wanted): Promise<FileSink> => {
  const file = { ...wanted, name: safeFileName(wanted.name) };
  const picked = await pick(file.name);
  if (picked !== undefined) return createDiskSink(picked, { onWhole: async () => undefined, onGone: () => removeEmpty(picked) });
  const own = await openPrivateFile(file.size);
  if (own === undefined) return createMemorySink(file.size, (blob) => handOver(new Blob([blob], { type: file.type }), file.name));
  return createDiskSink(own.handle, {
    onWhole: async () => {
      handOver(await own.handle.getFile(), file.name);
      own.removeSoon(file.size);
    },
    onGone: () => own.remove(),
  });
};

/** Asks where to; undefined where the browser cannot ask, or the click is too long ago. @throws {TfxError} file/cancelled */
const pick = async (suggestedName: string): Promise<FileSystemFileHandle | undefined> => {
  const { showSaveFilePicker } = globalThis as typeof globalThis & { readonly showSaveFilePicker?: Pick };
  if (showSaveFilePicker === undefined || !navigator.userActivation.isActive) return undefined;
  try {
    return await showSaveFilePicker.call(globalThis, { suggestedName, startIn: "downloads" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw new TfxError("file/cancelled", {}, { cause: error });
    return undefined;
  }
};

/** Choosing a new file makes an empty one; one that was there before keeps what it had. */
const removeEmpty = async (handle: FileSystemFileHandle & { readonly remove?: () => Promise<void> }): Promise<void> => {
  const { size } = await handle.getFile();
  if (size === 0) await handle.remove?.();
};
