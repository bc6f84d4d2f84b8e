import { TfxError } from "@tfx/protocol";

/** A file on the disk of this origin, which nobody but the browser sees. */
export interface PrivateFile {
  readonly handle: FileSystemFileHandle;
  /** Removes it once the browser's download, which nobody tells the end of, has surely read it. */
  removeSoon(size: number): void;
  remove(): Promise<void>;
}

const folderName = "tfx-fetched";
/** Downloads copy the file; this slow no disk is. */
const copyBytesPerMs = 10_000;
const leastWaitMs = 60_000;
const revokeAfterMs = 60_000;

const lockOf = (page: string): string => `${folderName}/${page}`;

let ownFolder: Promise<FileSystemDirectoryHandle> | undefined;

/** The folder of this page. A lock says that the page lives: what has none is left from one that is gone. */
const openFolder = async (): Promise<FileSystemDirectoryHandle> => {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(folderName, { create: true });
  const page = crypto.randomUUID();
  await new Promise<void>((resolve) => {
    void navigator.locks.request(lockOf(page), () => {
      resolve();
      return new Promise<never>(() => undefined);
    });
  });
  return all.getDirectoryHandle(page, { create: true });
};

/** Removes what pages that are gone have left behind; what cannot be removed waits for the next page. */
export const removeLeftovers = (): Promise<void> => sweep().catch(() => undefined);

const sweep = async (): Promise<void> => {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(folderName).catch(() => undefined);
  if (all === undefined) return;
  const pages: string[] = [];
  for await (const page of all.keys()) pages.push(page);
  for (const page of pages) {
    await navigator.locks.request(lockOf(page), { ifAvailable: true }, async (lock) => {
      if (lock !== null) await all.removeEntry(page, { recursive: true });
    });
  }
};

/** Makes an empty file; undefined where pages have no disk. @throws {TfxError} file/no-space */
export const openPrivateFile = async (size: number): Promise<PrivateFile | undefined> => {
  if (navigator.storage?.getDirectory === undefined || !("createWritable" in FileSystemFileHandle.prototype)) return undefined;
  const { quota = Infinity, usage = 0 } = await navigator.storage.estimate();
  if (quota - usage < size) throw new TfxError("file/no-space");
  // Private windows of some browsers have the interface and refuse its use.
  const folder = await (ownFolder ??= openFolder()).catch(() => undefined);
  if (folder === undefined) return undefined;
  const name = crypto.randomUUID();
  const handle = await folder.getFileHandle(name, { create: true });
  const remove = () => folder.removeEntry(name);
  return {
    handle,
    remove,
    // What cannot be removed now is a leftover for the next page.
    removeSoon: (size) => void setTimeout(() => void remove().catch(() => undefined), leastWaitMs + size / copyBytesPerMs),
  };
};

/** Hands a file to the browser's downloads. */
export const handOver = (file: Blob, name: string): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), revokeAfterMs);
};
