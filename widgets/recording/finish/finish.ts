import {
  BlobSource,
  Input,
  MATROSKA,
  MkvOutputFormat,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  WEBM,
  WebMOutputFormat,
  type OutputFormat,
  type StreamTargetChunk,
} from "mediabunny";
import { copyTracks } from "./copy-tracks.ts";
import { chapterRoom, matroskaChapters, mp4Chapters, type Mark, type Patch } from "./chapters.ts";

/** What a file is wrapped in. */
export type Container = "webm" | "mkv" | "mp4";

/** Where a finished file goes: written at any place, at last read at its beginning. */
export interface FileSink {
  write(bytes: Uint8Array<ArrayBuffer>, position: number): void | Promise<void>;
  read(position: number, length: number): Uint8Array | Promise<Uint8Array>;
}

/** What is to be finished. */
export interface FinishOptions {
  /** As the browser recorded it: without a duration, without an index, perhaps cut off. */
  readonly source: Blob;
  readonly sink: FileSink;
  readonly container: Container;
  readonly marks: readonly Mark[];
  readonly title: string;
  /** From 0 to 1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** What came of it. */
export interface Finished {
  readonly seconds: number;
  readonly bytes: number;
}

const roomTag = "TFX_CHAPTERS";
const headBytes = 1024 * 1024;

/** Where an element or box of the format was written, as the format tells it. */
interface Places {
  moov: { readonly position: number; readonly size: number } | undefined;
}

const formatOf = (container: Container, places: Places): OutputFormat => {
  if (container === "webm") return new WebMOutputFormat();
  if (container === "mkv") return new MkvOutputFormat();
  return new Mp4OutputFormat({
    fastStart: false,
    onMoov: (data, position) => (places.moov = { position, size: data.length }),
  });
};

/** Writes to the sink and knows how long the file became. */
const openTarget = (sink: FileSink) => {
  let bytes = 0;
  const writable = new WritableStream<StreamTargetChunk>({
    async write({ data, position }) {
      await sink.write(data, position);
      bytes = Math.max(bytes, position + data.length);
    },
  });
  return { target: new StreamTarget(writable, { chunked: true, chunkSize: 1024 * 1024 }), size: () => bytes };
};

const chapterPatches = async ({ container, marks, sink }: FinishOptions, places: Places, size: number): Promise<readonly Patch[]> => {
  if (marks.length === 0) return [];
  if (container !== "mp4") return matroskaChapters(await sink.read(0, Math.min(size, headBytes)), marks);
  const { moov } = places;
  return moov === undefined || moov.position + moov.size !== size ? [] : mp4Chapters(moov, marks);
};

/**
 * Makes a file out of a recording that can be sought in and says how long it is. Packets are copied as they
 * are, a few at a time, so that the length of a recording costs no memory.
 */
export const finishRecording = async (options: FinishOptions): Promise<Finished> => {
  const { source, sink, container, title, onProgress } = options;
  using input = new Input({ source: new BlobSource(source), formats: [MATROSKA, WEBM] });
  const seconds = await input.computeDuration();
  const marks = options.marks.filter(({ atMs }) => atMs < seconds * 1_000);
  const places: Places = { moov: undefined };
  const { target, size } = openTarget(sink);
  const output = new Output({ format: formatOf(container, places), target });
  const room = marks.length > 0 && container !== "mp4";
  output.setMetadataTags(room ? { raw: { [roomTag]: chapterRoom(marks) } } : { title });
  await copyTracks(input, output, (at) => onProgress?.(seconds === 0 ? 1 : at / seconds));
  let bytes = size();
  for (const patch of await chapterPatches({ ...options, marks }, places, bytes)) {
    await sink.write(patch.bytes, patch.position);
    bytes = Math.max(bytes, patch.position + patch.bytes.length);
  }
  return { seconds, bytes };
};
