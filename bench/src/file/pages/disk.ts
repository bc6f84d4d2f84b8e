const megabyte = 1_024 * 1_024;

const root = (): Promise<FileSystemDirectoryHandle> => navigator.storage.getDirectory();

/** A file that is written in order; both sides write through this. */
export interface Writing {
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
  readonly abort: () => Promise<void>;
}

/** Opens a file of the page's disk for writing. */
export const openFile = async (name: string): Promise<Writing> => {
  const writable = await (await (await root()).getFileHandle(name, { create: true })).createWritable();
  return {
    write: (bytes) => writable.write(bytes as Uint8Array<ArrayBuffer>),
    close: () => writable.close(),
    abort: () => writable.abort(),
  };
};

/** Makes a file of random bytes on disk. */
export const makeFile = async (name: string, bytes: number): Promise<File> => {
  const writing = await openFile(name);
  const piece = new Uint8Array(megabyte);
  for (let at = 0; at < megabyte; at += 65_536) crypto.getRandomValues(piece.subarray(at, at + 65_536));
  for (let at = 0; at < bytes; at += megabyte) {
    // No two pieces are alike.
    crypto.getRandomValues(piece.subarray(0, 64));
    await writing.write(piece.subarray(0, Math.min(megabyte, bytes - at)));
  }
  await writing.close();
  return (await (await root()).getFileHandle(name)).getFile();
};

/** How large a file is, which is then removed. */
export const takeSize = async (name: string): Promise<number> => {
  const folder = await root();
  const { size } = await (await folder.getFileHandle(name)).getFile();
  await folder.removeEntry(name);
  return size;
};
