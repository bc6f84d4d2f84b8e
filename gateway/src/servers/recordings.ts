import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { journalName } from "../outputs/recorder.ts";
import { recordingNames } from "../outputs/join-recording.ts";
import { addLine, emptyJournal, readJournalLine, type Recorded } from "../protocols/hls/journal.ts";
import type { RecordingFacts } from "@tfx/protocol/broadcasts";
import { segmentUs } from "../protocols/hls/live-window.ts";

/** What is on the disk. */
export interface Recordings {
  /** What was recorded so far; undefined when there is none. */
  read(stream: string, id: string): Promise<(Recorded & { readonly isShifting: boolean }) | undefined>;
  list(stream: string): Promise<readonly RecordingFacts[]>;
  /** The path of a file of a recording. */
  pathOf(stream: string, id: string, file: string): string;
}

/** What was read of a journal, and how far. */
interface Known {
  recorded: Recorded;
  isShifting: boolean;
  readBytes: number;
  rest: string;
}

/** Journals kept in mind; beyond this the oldest is read anew when it is needed. */
const mostKnown = 64;

const readOn = async (path: string, known: Known): Promise<void> => {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(size - known.readBytes, 0)), 0, null, known.readBytes);
    known.readBytes += bytesRead;
    const lines = (known.rest + buffer.subarray(0, bytesRead).toString()).split("\n");
    known.rest = lines.pop() ?? "";
    for (const text of lines) {
      const line = readJournalLine(text);
      if (line === undefined) continue;
      if ("keepUs" in line) known.isShifting = true;
      known.recorded = addLine(known.recorded, line);
    }
  } finally {
    await file.close();
  }
};

/** Reads recordings below a folder; workers write them. */
export const createRecordings = (folder: string): Recordings => {
  const journals = new Map<string, Known>();
  const reading = new Map<string, Promise<void>>();
  const pathOf = (stream: string, id: string, file: string): string => join(folder, stream, id, file);
  const read: Recordings["read"] = async (stream, id) => {
    const path = pathOf(stream, id, journalName);
    if ((await stat(path).catch(() => undefined)) === undefined) return undefined;
    const known = journals.get(path) ?? { recorded: emptyJournal, isShifting: false, readBytes: 0, rest: "" };
    journals.delete(path);
    journals.set(path, known);
    const [oldest] = journals.keys();
    if (journals.size > mostKnown && oldest !== undefined) journals.delete(oldest);
    // Those who ask at once read once.
    const running = reading.get(path) ?? readOn(path, known).finally(() => reading.delete(path));
    reading.set(path, running);
    await running;
    return { ...known.recorded, isShifting: known.isShifting };
  };
  return {
    read,
    pathOf,
    async list(stream) {
      const ids = await readdir(join(folder, stream)).catch(() => []);
      const facts = await Promise.all(
        ids.map(async (id): Promise<RecordingFacts | undefined> => {
          const recorded = await read(stream, id);
          if (recorded === undefined) return undefined;
          const { window } = recorded;
          const names = await Promise.all(
            recordingNames(window).map(async (name) =>
              (await stat(pathOf(stream, id, name)).catch(() => undefined)) === undefined ? [] : [name],
            ),
          );
          return {
            id,
            startedAtMs: window.segments[0]?.startsAtMs ?? 0,
            seconds: window.segments.reduce((sum, segment) => sum + segmentUs(segment), 0) / 1_000_000,
            isFinished: window.hasEnded,
            files: names.flat(),
          };
        }),
      );
      return facts.filter((one) => one !== undefined).toSorted((one, other) => other.startedAtMs - one.startedAtMs);
    },
  };
};
