import { signal, type ReadonlySignal } from "@preact/signals";
import type { Container } from "../finish/finish.ts";
import type { FilePort } from "./file-port.ts";
import { notesFile, recordingsFolder } from "./messages.ts";
import { noteLine, readNotes, withFound, type Part, type RecordingNotes } from "./notes.ts";
import { lockOf } from "./recording-writer.ts";

/** A file that can be saved. */
export interface SavedFile {
  readonly recording: string;
  /** Its name on this device, for people. */
  readonly fileName: string;
  readonly whose: string;
  readonly file: File;
  /** Unknown for one that was cut off and is not finished yet. */
  readonly seconds: number | undefined;
}

/** A recording that is kept on this device. */
export interface SavedRecording {
  readonly id: string;
  readonly title: string;
  readonly startedAt: number;
  /** `cut`: the page went away while it was made; what had been recorded is there. */
  readonly state: "ready" | "cut" | "finishing";
  readonly progress: number;
  readonly files: readonly SavedFile[];
}

/** The recordings that are kept on this device. */
export interface Library {
  readonly recordings: ReadonlySignal<readonly SavedRecording[]>;
  refresh(): Promise<void>;
  /** Makes what was recorded seekable; also what a killed page left. Rejects by the name of the browser's own error. */
  finish(recording: string): Promise<void>;
  remove(recording: string): Promise<void>;
}

type Folder = FileSystemDirectoryHandle & { entries(): AsyncIterable<[string, FileSystemDirectoryHandle | FileSystemFileHandle]> };

const openAll = async (): Promise<Folder> => {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(recordingsFolder, { create: true });
};

const fileOf = async (folder: FileSystemDirectoryHandle, name: string): Promise<File | undefined> => {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (error) {
    // A folder of that name is no file either.
    if (error instanceof DOMException && (error.name === "NotFoundError" || error.name === "TypeMismatchError")) return undefined;
    throw error;
  }
};

const removeFile = async (folder: FileSystemDirectoryHandle, name: string): Promise<void> => {
  if ((await fileOf(folder, name)) !== undefined) await folder.removeEntry(name);
};

/** Recordings that some page is making right now. */
const beingMade = async (): Promise<ReadonlySet<string>> =>
  new Set((await navigator.locks.query()).held?.flatMap(({ name }) => name ?? []) ?? []);

const isFolder = (handle: FileSystemHandle): handle is Folder => handle.kind === "directory";

/** Names of the files that have something in them. */
const namesIn = async (folder: Folder): Promise<readonly string[]> => {
  const names: string[] = [];
  for await (const [name] of folder.entries()) if (name !== notesFile && ((await fileOf(folder, name))?.size ?? 0) > 0) names.push(name);
  return names;
};

const readFolder = async (folder: Folder): Promise<RecordingNotes> =>
  withFound(readNotes(await ((await fileOf(folder, notesFile)) ?? new Blob()).text()), await namesIn(folder));

const outOf = ({ file, container }: Part): string => `${file}.${container}`;
const plain = (text: string): string => text.replaceAll(/[^\p{L}\p{N}-]+/gu, "-").replaceAll(/^-+|-+$/g, "");

/** A name that says which call, whose and when, without what some systems do not take. */
const fileNameOf = (notes: RecordingNotes, { name }: Part, container: Container): string => {
  const when = new Date(notes.startedAt).toISOString().slice(0, 16).replaceAll(":", "");
  return `${[plain(notes.title), plain(name), when].filter((word) => word !== "").join("-")}.${container}`;
};

const rawEnding = (container: Container): Container => (container === "mp4" ? "mkv" : container);

const readRecording = async (id: string, folder: Folder): Promise<SavedRecording> => {
  const notes = await readFolder(folder);
  const files: SavedFile[] = [];
  let isCut = false;
  for (const part of notes.parts) {
    const done = notes.finished.find(({ file }) => file === part.file);
    const file = await fileOf(folder, done?.out ?? part.file);
    isCut ||= done === undefined && file !== undefined;
    if (file === undefined || file.size === 0) continue;
    const container = done === undefined ? rawEnding(part.container) : part.container;
    files.push({
      recording: id,
      fileName: fileNameOf(notes, part, container),
      whose: part.name,
      file,
      seconds: done?.seconds || undefined,
    });
  }
  const startedAt = notes.startedAt === 0 ? (files[0]?.file.lastModified ?? 0) : notes.startedAt;
  return { id, title: notes.title, startedAt, state: isCut ? "cut" : "ready", progress: 0, files };
};

const listRecordings = async (): Promise<readonly SavedRecording[]> => {
  const held = await beingMade();
  const found: SavedRecording[] = [];
  const all = await openAll();
  for await (const [id, handle] of all.entries()) {
    if (!isFolder(handle) || held.has(lockOf(id))) continue;
    const recording = await readRecording(id, handle);
    if (recording.files.length > 0) found.push(recording);
    // A page that was killed before its first chunk left nothing that anybody could miss; one that has just begun holds its lock.
    else if (!(await beingMade()).has(lockOf(id))) await all.removeEntry(id, { recursive: true });
  }
  return found.sort((one, other) => other.startedAt - one.startedAt);
};

/** What is larger has something in it that can be seen or heard, also where nothing here can read it. */
const mostOfNothing = 64 * 1024;

/** Makes one part seekable; what it was made of goes only once it is there. */
const finishPart = async (
  { id, folder, port }: { readonly id: string; readonly folder: Folder; readonly port: FilePort },
  { part, notes }: { readonly part: Part; readonly notes: RecordingNotes },
  onProgress: (done: number) => void,
): Promise<void> => {
  const { file, container, atMs } = part;
  const source = await fileOf(folder, file);
  if (source === undefined) return;
  const out = outOf(part);
  const marks = notes.marks.flatMap((mark) => (mark.atMs >= atMs ? [{ ...mark, atMs: mark.atMs - atMs }] : []));
  const seconds = await port.ask({ do: "finish", recording: id, file, out, container, marks, title: notes.title }, { onProgress });
  if (seconds === 0) {
    await removeFile(folder, out);
    if (source.size > mostOfNothing) throw new Error(`${file} cannot be read.`);
  } else {
    // On a line of its own: the one before may be half there.
    const line = new TextEncoder().encode(`\n${noteLine({ is: "finished", file, out, seconds })}`);
    await port.ask({ do: "append", file: notesFile, bytes: line.buffer });
  }
  await folder.removeEntry(file);
};

/** Finishes every part of a recording that is not finished yet; one that cannot be does not keep the others from it. */
const finishParts = async (id: string, port: FilePort, onProgress: (done: number) => void): Promise<void> => {
  const folder = (await (await openAll()).getDirectoryHandle(id)) as Folder;
  const notes = await readFolder(folder);
  const left = notes.parts.filter(({ file }) => !notes.finished.some((done) => done.file === file));
  const failures: unknown[] = [];
  await port.ask({ do: "open", recording: id });
  for (const [index, part] of left.entries()) {
    try {
      await finishPart({ id, folder, port }, { part, notes }, (done) => onProgress((index + done) / left.length));
    } catch (error) {
      failures.push(error);
    }
  }
  await port.ask({ do: "close" });
  if (failures.length > 0) throw failures[0];
};

/** Opens the recordings of this device. `openPort` is asked for a worker each time that something is finished. */
export const createLibrary = (openPort: () => FilePort): Library => {
  const recordings = signal<readonly SavedRecording[]>([]);
  const show = (id: string, change: Partial<SavedRecording>): void => {
    recordings.value = recordings.peek().map((one) => (one.id === id ? { ...one, ...change } : one));
  };
  const refresh = async (): Promise<void> => {
    recordings.value = await listRecordings();
  };
  return {
    recordings,
    refresh,
    async finish(id) {
      const port = openPort();
      show(id, { state: "finishing", progress: 0 });
      try {
        await navigator.locks.request(lockOf(id), () => finishParts(id, port, (progress) => show(id, { progress })));
      } finally {
        port.close();
        await refresh();
      }
    },
    async remove(id) {
      // Another page may be finishing it right now.
      await navigator.locks.request(lockOf(id), { ifAvailable: true }, async (lock) => {
        if (lock !== null) await (await openAll()).removeEntry(id, { recursive: true });
      });
      await refresh();
    },
  };
};
