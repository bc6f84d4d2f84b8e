import { appendFile, mkdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { mediaPart } from "../protocols/fmp4/media-part.ts";
import { addLine, readJournal, type JournalLine, type Recorded } from "../protocols/hls/journal.ts";
import { segmentUs, type LiveWindow } from "../protocols/hls/live-window.ts";
import type { CutPart } from "../protocols/hls/part-cutter.ts";
import type { DiskShortage } from "./output-kind.ts";
import type { PartSink } from "./stream-cutter.ts";

/** The name of the file that says what was recorded. */
export const journalName = "journal.jsonl";

/** Where and how much is recorded. */
export interface RecorderOptions {
  readonly folder: string;
  /** Older than this is deleted; undefined: everything is kept. */
  readonly keepUs: number | undefined;
  /** Why nothing more may be written, given that so many bytes will be needed at the end; undefined while there is room. */
  readonly shortage: (reserveBytes: number) => DiskShortage | undefined;
  readonly nowMs: () => number;
  /** Heard when writing stops or begins again. */
  readonly onWriting: (isWriting: boolean, why: string) => void;
  readonly onFailed: (error: unknown) => void;
}

/** Writes parts to files as they come; what is written survives whatever happens next. */
export interface Recorder extends PartSink {
  readonly recorded: Recorded;
  readonly writtenBytes: number;
  /** Settles when everything is on the disk. */
  close(): Promise<void>;
}

/** A disk that is this far behind is too slow; what comes meanwhile is left out. */
const mostWaitingBytes = 32 * 1024 * 1024;

const reasons = {
  disk: "There is no room on the disk.",
  share: "This stream has used its share of the disk.",
  slow: "The disk is too slow.",
} as const;

const lengthOf = ({ segments }: LiveWindow): number => segments.reduce((sum, segment) => sum + segmentUs(segment), 0);

/** Does one thing after the other. */
const createQueue = (onFailed: (error: unknown) => void) => {
  let last: Promise<void> = Promise.resolve();
  return {
    add: (work: () => Promise<void>): void => void (last = last.then(work).catch(onFailed)),
    settled: async (): Promise<void> => last,
  };
};

const openJournal = async (folder: string): Promise<Recorded> => {
  await mkdir(folder, { recursive: true });
  const text = await readFile(join(folder, journalName), "utf8").catch(() => "");
  const recorded = readJournal(text);
  const last = recorded.window.segments.at(-1);
  // What a crash cut off is not played: the next part would come after it.
  if (last !== undefined) await truncate(join(folder, last.uri), recorded.lastBytes).catch(() => undefined);
  return recorded;
};

/** Adds to files that always end with something whole: what a full disk cut off is taken away again. */
const createAppender = (folder: string) => {
  const sizes = new Map<string, number>();
  return async (name: string, bytes: Uint8Array): Promise<void> => {
    const path = join(folder, name);
    const before = sizes.get(name) ?? (await stat(path).catch(() => undefined))?.size ?? 0;
    try {
      await appendFile(path, bytes);
    } catch (error) {
      await truncate(path, before).catch(() => undefined);
      throw error;
    }
    sizes.set(name, before + bytes.length);
  };
};

/** The disk side: files and lines in their order, and how far it is behind. */
const createWriter = (folder: string, first: Recorded, onFailed: (error: unknown) => void) => {
  const queue = createQueue(onFailed);
  const append = createAppender(folder);
  /** Lines that are not on the disk yet: none is left out, for segments are counted by them. */
  let lines = "";
  /** The segment of which a part could not be written: nothing more is added to it. */
  let broken: string | undefined;
  let recorded = first;
  let waitingBytes = 0;
  let writtenBytes = 0;
  const note = (line: JournalLine): void => {
    recorded = addLine(recorded, line);
    const { gone } = recorded;
    queue.add(async () => {
      lines += `${JSON.stringify(line)}\n`;
      await append(journalName, Buffer.from(lines));
      lines = "";
      for (const { uri } of gone) await rm(join(folder, uri), { force: true });
    });
  };
  return {
    note,
    get recorded() {
      return recorded;
    },
    get writtenBytes() {
      return writtenBytes;
    },
    /** What comes now cannot follow what came last. */
    get isBroken() {
      return broken !== undefined && broken === recorded.window.segments.at(-1)?.uri;
    },
    get isBehind() {
      return waitingBytes > mostWaitingBytes;
    },
    writeInit: (name: string, bytes: Uint8Array): void => queue.add(() => writeFile(join(folder, name), bytes)),
    writePart(bytes: Uint8Array, { durationUs, independent }: CutPart): void {
      const name = recorded.window.segments.at(-1)?.uri ?? "";
      waitingBytes += bytes.length;
      writtenBytes += bytes.length;
      // The file first: a line that is there has its bytes.
      queue.add(async () => {
        try {
          if (broken !== name) await append(name, bytes);
        } catch (error) {
          broken = name;
          throw error;
        } finally {
          waitingBytes -= bytes.length;
        }
      });
      note({ part: { durationUs, independent, bytes: bytes.length } });
    },
    async close(): Promise<void> {
      if (recorded.window.segments.length > 0 && !recorded.window.hasEnded) note({ end: true });
      await queue.settled();
    },
  };
};

/** Opens a recorder; what was recorded there before goes on. */
export const openRecorder = async (options: RecorderOptions): Promise<Recorder> => {
  const { folder, keepUs, shortage, nowMs, onWriting, onFailed } = options;
  const before = await openJournal(folder);
  const writer = createWriter(folder, before, onFailed);
  const lastMap = before.window.segments.at(-1)?.map;
  let inits = lastMap === undefined ? 0 : Number(/\d+/.exec(lastMap)?.[0] ?? 0) + 1;
  let init: Uint8Array | undefined;
  let epochMs: number | undefined;
  let isDiscontinuous = lastMap !== undefined;
  let needsSegment = true;
  let isWriting = true;
  let parts = 0;

  const hasRoom = (): boolean => {
    // What is kept is joined to one file more at its end.
    const short = shortage(keepUs === undefined ? writer.writtenBytes : 0) ?? (writer.isBehind ? "slow" : undefined);
    const may = short === undefined;
    if (may !== isWriting) onWriting(may, reasons[short ?? "disk"]);
    // A time to go back becomes shorter where its stream has no room for all of it.
    if (isWriting && short === "share" && keepUs !== undefined) writer.note({ keepUs: lengthOf(writer.recorded.window) / 2 });
    isWriting = may;
    if (!may || writer.isBroken) {
      needsSegment = true;
      isDiscontinuous = true;
    }
    return may;
  };
  const openSegment = (startUs: number): void => {
    needsSegment = false;
    writer.note({ open: { startsAtMs: Math.round((epochMs ?? 0) + startUs / 1_000), map: `i${inits - 1}.mp4`, isDiscontinuous } });
    isDiscontinuous = false;
    if (keepUs !== undefined) writer.note({ keepUs });
  };
  return {
    get recorded() {
      return writer.recorded;
    },
    get writtenBytes() {
      return writer.writtenBytes;
    },
    begin(next) {
      needsSegment = true;
      // The same again after a pause is the same file.
      if (init !== undefined && Buffer.compare(init, next) === 0) return;
      isDiscontinuous ||= init !== undefined;
      init = next;
      writer.writeInit(`i${inits}.mp4`, next);
      inits += 1;
    },
    add(part) {
      if (!hasRoom() || (needsSegment && !part.opensSegment)) return;
      const bytes = mediaPart((parts += 1), part.content);
      if (bytes === undefined) return;
      epochMs ??= nowMs() - (part.startUs + part.durationUs) / 1_000;
      if (part.opensSegment) openSegment(part.startUs);
      writer.writePart(bytes, part);
    },
    end: () => undefined,
    close: () => writer.close(),
  };
};
