import { recordingsFolder, type FileAnswer, type FileRequest } from "./messages.ts";

/** The part of a worker's file handles that TypeScript's window library does not know (WHATWG fs §2.7). */
interface SyncAccess {
  read(buffer: Uint8Array, options: { at: number }): number;
  write(buffer: ArrayBuffer | Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}
interface SyncFile extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<SyncAccess>;
}

let folder: FileSystemDirectoryHandle | undefined;
const open = new Map<string, SyncAccess>();

const folderOf = async (recording: string): Promise<FileSystemDirectoryHandle> => {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(recordingsFolder, { create: true });
  return all.getDirectoryHandle(recording, { create: true });
};

const accessOf = async (place: FileSystemDirectoryHandle, name: string): Promise<SyncAccess> =>
  ((await place.getFileHandle(name, { create: true })) as SyncFile).createSyncAccessHandle();

const append = async (file: string, bytes: ArrayBuffer): Promise<void> => {
  if (folder === undefined) throw new Error("No recording is open.");
  const access = open.get(file) ?? (await accessOf(folder, file));
  open.set(file, access);
  const at = access.getSize();
  const written = access.write(bytes, { at });
  if (written < bytes.byteLength) {
    // Half a chunk would only be in the way of the next one.
    access.truncate(at);
    throw new DOMException("The disk is full.", "QuotaExceededError");
  }
  access.flush();
};

const close = (): void => {
  for (const access of open.values()) access.close();
  open.clear();
  folder = undefined;
};

type Finish = Extract<FileRequest, { do: "finish" }>;

/** Seconds of what was made; 0 when nothing could be kept. */
const finish = async ({ id, recording, file, out, ...rest }: Finish, port: MessagePort): Promise<number> => {
  const [place, { finishRecording }] = await Promise.all([folderOf(recording), import("../finish/finish.ts")]);
  const source = await (await place.getFileHandle(file)).getFile();
  const access = await accessOf(place, out);
  try {
    access.truncate(0);
    const sink = {
      write: (bytes: Uint8Array, at: number): void => {
        if (access.write(bytes, { at }) < bytes.length) throw new DOMException("The disk is full.", "QuotaExceededError");
      },
      read: (at: number, length: number): Uint8Array => {
        const bytes = new Uint8Array(length);
        return bytes.subarray(0, access.read(bytes, { at }));
      },
    };
    const onProgress = (progress: number): void => port.postMessage({ id, progress } satisfies FileAnswer);
    const { seconds } = await finishRecording({ ...rest, source, sink, onProgress });
    access.flush();
    access.close();
    return seconds;
  } catch (error) {
    access.close();
    // Half of it is of no use, and takes the room of what was recorded.
    await place.removeEntry(out);
    throw error;
  }
};

const handle = async (request: FileRequest, port: MessagePort): Promise<{ seconds?: number }> => {
  if (request.do === "open") folder = await folderOf(request.recording);
  if (request.do === "append") await append(request.file, request.bytes);
  if (request.do === "close") close();
  return request.do === "finish" ? { seconds: await finish(request, port) } : {};
};

const answer = async (request: FileRequest, port: MessagePort): Promise<void> => {
  const { id } = request;
  try {
    port.postMessage({ id, ok: true, ...(await handle(request, port)) } satisfies FileAnswer);
  } catch (error) {
    const { name, message } = error instanceof Error || error instanceof DOMException ? error : new Error(String(error));
    port.postMessage({ id, ok: false, name, text: message } satisfies FileAnswer);
  }
};

addEventListener(
  "message",
  ({ ports: [port] }) => {
    if (port === undefined) return;
    let last = Promise.resolve();
    // One after the other: a chunk must not overtake the one before it.
    port.addEventListener("message", ({ data }: MessageEvent<FileRequest>) => {
      last = last.then(() => answer(data, port));
    });
    port.start();
  },
  { once: true },
);
