import type { Composition, CompositionLayout, CompositionOptions, CompositionSource } from "@tfx/widget-sdk";
import type { RecordingWriter } from "../files/recording-writer.ts";
import { audioBits, videoBits, type RecordingFormat } from "./recording-format.ts";
import type { RecordStream, StreamRecording } from "./record-stream.ts";
import { startStopwatch, type Stopwatch } from "./stopwatch.ts";

/** What is recorded: everybody in one picture, everybody's sound, or one file a person. */
export type RecordingScope = "everyone" | "sound" | "each";

/** How a recording is made. */
export interface SessionOptions {
  readonly scope: RecordingScope;
  readonly layout: CompositionLayout;
  readonly height: 720 | 1080;
  readonly format: RecordingFormat;
  readonly title: string;
  readonly everyone: string;
  readonly startedAt: number;
}

/** What a recording needs of the browser. */
export interface SessionPorts {
  readonly compose: (options: CompositionOptions) => Composition;
  readonly record: RecordStream;
  readonly writer: RecordingWriter;
  readonly nowMs: () => number;
  readonly onFailed: (error: unknown) => void;
}

/** A recording that runs. */
export interface RecordingSession {
  /** Whoever comes is taken up, whoever goes is left; the files go on. */
  setSources(sources: readonly CompositionSource[]): void;
  setLayout(layout: CompositionLayout): void;
  pause(): void;
  resume(): void;
  mark(title: string): void;
  readonly elapsedMs: () => number;
  /** The machine cannot keep up: some picture is jerky. */
  readonly isBusy: () => boolean;
  /** What everybody's picture is made of; there is none where each has a file. */
  readonly stream: MediaStream | undefined;
  /** Resolves once all of it is on disk. */
  stop(): Promise<void>;
}

/** One file that is being made. */
interface Take {
  readonly composition: Composition;
  readonly recording: StreamRecording;
  readonly isBusy: () => boolean;
}

/** Pictures a second of every recording. */
const fps = 30;
const eachHeight = 360;

const sizeOf = ({ scope, height, layout }: SessionOptions, current: CompositionLayout = layout): CompositionOptions => {
  if (scope === "sound") return { width: 16, height: 16, fps: 1, layout: "grid", names: false };
  const lines = scope === "each" ? eachHeight : height;
  return { width: Math.round((lines * 16) / 9), height: lines, fps, layout: scope === "each" ? "screen" : current };
};

/** A recording that begins with the first picture. */
const recordOnce = (ready: Promise<void>, begin: () => StreamRecording, onFailed: (error: unknown) => void): StreamRecording => {
  let begun: StreamRecording | undefined;
  let isPaused = false;
  let isOver = false;
  ready
    .then(() => {
      if (isOver) return;
      begun = begin();
      if (isPaused) begun.pause();
    })
    .catch(onFailed);
  return {
    pause() {
      isPaused = true;
      begun?.pause();
    },
    resume() {
      isPaused = false;
      begun?.resume();
    },
    async stop() {
      isOver = true;
      await begun?.stop();
    },
  };
};

const createTakes = (
  options: SessionOptions,
  { compose, record, writer, onFailed }: SessionPorts,
  { elapsedMs, onBegun }: { elapsedMs: () => number; onBegun: () => void },
) => {
  const { scope, format } = options;
  const open = (file: string, name: string, sources: readonly CompositionSource[]): Take => {
    const composition = compose(sizeOf(options));
    composition.setSources(sources);
    // A file whose picture stands still would look whole.
    if (scope !== "sound") composition.lost.addEventListener("abort", () => onFailed(new Error("What draws the picture has ended.")));
    let isBusy = false;
    const begin = (): StreamRecording => {
      onBegun();
      writer.note({ is: "part", file, name, container: format.container, atMs: Math.round(elapsedMs()) });
      const stream = scope === "sound" ? new MediaStream(composition.stream.getAudioTracks()) : composition.stream;
      return record(stream, {
        mimeType: format.mimeType,
        videoBitsPerSecond: videoBits(scope === "each" ? eachHeight : options.height),
        audioBitsPerSecond: audioBits,
        onChunk: (chunk) => writer.append(file, chunk),
        onPace: (pace) => composition.setPace(format.hasOneSize === true ? { ...pace, scale: 1 } : pace),
        onBusy: (next) => (isBusy = next),
        onFailed,
      });
    };
    return { composition, isBusy: () => isBusy, recording: recordOnce(composition.ready, begin, onFailed) };
  };
  const close = async ({ composition, recording }: Take): Promise<void> => {
    try {
      await recording.stop();
    } finally {
      composition.close();
    }
  };
  return { open, close };
};

type Takes = ReturnType<typeof createTakes>;

/** One file for everybody, however many they are. */
const recordTogether = ({ everyone }: SessionOptions, takes: Takes) => {
  const take = takes.open("all", everyone, []);
  return {
    all: (): readonly Take[] => [take],
    setSources: (sources: readonly CompositionSource[]) => take.composition.setSources(sources),
    stream: take.composition.stream,
    close: () => takes.close(take),
  };
};

/** A file for each; whoever comes back gets another one. */
const recordEach = (takes: Takes, onFailed: (error: unknown) => void) => {
  const open = new Map<string, Take>();
  let count = 0;
  const closing: Promise<void>[] = [];
  return {
    all: (): readonly Take[] => [...open.values()],
    setSources(sources: readonly CompositionSource[]) {
      for (const [participant, take] of open) {
        if (sources.some((source) => source.participant === participant)) continue;
        open.delete(participant);
        closing.push(takes.close(take).catch(onFailed));
      }
      for (const source of sources) {
        const take = open.get(source.participant);
        if (take !== undefined) take.composition.setSources([source]);
        else open.set(source.participant, takes.open(`person-${(count += 1)}`, source.name, [source]));
      }
    },
    stream: undefined,
    close: async () => void (await Promise.all([...closing, ...[...open.values()].map((take) => takes.close(take))])),
  };
};

/** Starts to record. Whoever is to be in it is told with `setSources`. */
export const startRecordingSession = (options: SessionOptions, ports: SessionPorts): RecordingSession => {
  const { writer, nowMs, onFailed } = ports;
  writer.note({ is: "recording", title: options.title, startedAt: options.startedAt });
  let watch: Stopwatch | undefined;
  let paused = false;
  const elapsedMs = (): number => watch?.elapsedMs() ?? 0;
  const onBegun = (): void => {
    if (watch !== undefined) return;
    watch = startStopwatch(nowMs);
    if (paused) watch.pause();
  };
  const takes = createTakes(options, ports, { elapsedMs, onBegun });
  const files = options.scope === "each" ? recordEach(takes, onFailed) : recordTogether(options, takes);
  let latest: readonly CompositionSource[] = [];
  let stopped: Promise<void> | undefined;
  return {
    setSources(sources) {
      latest = sources;
      // A file that begins in a pause would begin with it.
      if (stopped === undefined && !(paused && options.scope === "each")) files.setSources(sources);
    },
    setLayout(layout) {
      if (options.scope === "everyone") for (const { composition } of files.all()) composition.setLayout(layout);
    },
    pause() {
      paused = true;
      watch?.pause();
      for (const { recording } of files.all()) recording.pause();
    },
    resume() {
      paused = false;
      watch?.resume();
      // Whoever asked meanwhile to be left out is gone before anything is taken again.
      files.setSources(latest);
      for (const { recording } of files.all()) recording.resume();
    },
    mark: (title) => writer.note({ is: "mark", atMs: Math.round(elapsedMs()), title }),
    elapsedMs,
    isBusy: () => !paused && files.all().some((take) => take.isBusy()),
    stream: files.stream,
    stop: () => {
      watch?.pause();
      return (stopped ??= files.close().then(() => writer.close()));
    },
  };
};
