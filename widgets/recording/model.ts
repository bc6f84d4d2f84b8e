import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import type { CompositionLayout, TrustedWidgetContext } from "@tfx/widget-sdk";
import { pickFormat } from "./engine/recording-format.ts";
import { sourcesOf } from "./engine/sources.ts";
import { startRecording, type LiveRecording } from "./engine/start-recording.ts";
import { openFilePort } from "./files/file-port.ts";
import { createLibrary, type Library } from "./files/library.ts";
import { saveFile } from "./files/save-file.ts";
import { makeGif } from "./gif/make-gif.ts";
import { roomLeft } from "./room-left.ts";
import { openChoices, type Choices } from "./choices.ts";
import { followSpeakers } from "./speakers.ts";
import { t, type WordKey } from "./words.ts";

/** How far a recording is. */
export type RecordingPhase = "idle" | "asking" | "recording" | "paused" | "finishing";

/** What the view shows and can do. */
export interface RecordingModel {
  readonly phase: ReadonlySignal<RecordingPhase>;
  readonly choices: ReadonlySignal<Choices>;
  readonly elapsedMs: ReadonlySignal<number>;
  readonly bytes: ReadonlySignal<number>;
  readonly marks: ReadonlySignal<number>;
  /** How many are not recorded because they asked for it. */
  readonly leftOut: ReadonlySignal<number>;
  /** Seconds for which there is room. */
  readonly roomSeconds: ReadonlySignal<number | undefined>;
  readonly problem: ReadonlySignal<WordKey | undefined>;
  readonly isMakingGif: ReadonlySignal<boolean>;
  readonly hasPicture: ReadonlySignal<boolean>;
  readonly library: Library;
  choose(change: Partial<Choices>): void;
  start(): Promise<void>;
  pause(): void;
  resume(): void;
  mark(): void;
  stop(): Promise<void>;
  gif(): Promise<void>;
  finish(recording: string): Promise<void>;
  fail(problem: WordKey): void;
}

/** A browser without private files or a recorder cannot keep what it records. */
const canRecord = (): boolean =>
  typeof MediaRecorder !== "undefined" && typeof navigator.storage?.getDirectory === "function" && navigator.locks !== undefined;

const problemOf = (error: unknown): WordKey =>
  error instanceof Error && error.name === "QuotaExceededError" ? "problem.disk" : "problem.failed";

/** What the running recording shows of itself, twice a second. */
const followLive = (live: ReadonlySignal<LiveRecording | undefined>) => {
  const elapsedMs = signal(0);
  const bytes = signal(0);
  const update = (): void => {
    elapsedMs.value = live.peek()?.session.elapsedMs() ?? 0;
    bytes.value = live.peek()?.writer.bytes() ?? 0;
  };
  const stop = effect(() => {
    if (live.value === undefined) return undefined;
    update();
    const timer = setInterval(update, 500);
    return () => clearInterval(timer);
  });
  return { elapsedMs, bytes, stop };
};

/** Everybody who is to be in the recording, as it changes. */
const feedSources = (context: TrustedWidgetContext, { session, lease }: LiveRecording, layout: CompositionLayout): void => {
  const { trusted, participants } = context;
  const { signal: until } = lease;
  let speaking: ReadonlySet<string> = new Set();
  const update = (): void =>
    session.setSources(
      sourcesOf({ participants: participants.value, tracks: trusted.tracks.value, leftOut: trusted.leftOut.value, speaking }),
    );
  for (const live of [participants, trusted.tracks, trusted.leftOut]) live.on(update, { signal: until });
  if (layout !== "grid")
    followSpeakers(context, until, (next) => {
      speaking = next;
      update();
    });
  update();
};

/** The recording of this page: at most one at a time. */
const createRecorder = (context: TrustedWidgetContext, choices: ReadonlySignal<Choices>, library: Library) => {
  const live = signal<LiveRecording | undefined>(undefined);
  const phase = signal<RecordingPhase>("idle");
  const problem = signal<WordKey | undefined>(undefined);
  const marks = signal(0);

  const finish = async (id: string): Promise<void> => {
    try {
      await library.finish(id);
    } catch (error) {
      context.log.error(`finishing: ${String(error)}`);
      problem.value = "problem.finish";
    }
  };
  const stop = async (why?: WordKey): Promise<void> => {
    const current = live.peek();
    if (current === undefined || phase.peek() === "finishing") return;
    phase.value = "finishing";
    problem.value = why;
    try {
      await current.end();
    } catch (error) {
      context.log.error(`stopping: ${String(error)}`);
      problem.value = problemOf(error);
    }
    live.value = undefined;
    current.lease.end();
    await finish(current.id);
    phase.value = "idle";
  };
  const begin = async (): Promise<LiveRecording | undefined> => {
    const { scope, layout, height, kind } = choices.peek();
    const format = pickFormat({ kind, soundOnly: scope === "sound" }, (type) => MediaRecorder.isTypeSupported(type));
    if (format === undefined) return void (problem.value = "problem.cannot");
    const lease = await context.trusted.record();
    if (lease === undefined) return void (problem.value = "problem.refused");
    const title = context.room.info.value?.name ?? "";
    const options = { scope, layout, height, format, title, everyone: t("everyone"), startedAt: Date.now() };
    const onFailed = (error: unknown): void => {
      context.log.error(`recording: ${String(error)}`);
      void stop(problemOf(error));
    };
    try {
      return await startRecording(context, { lease, options, onFailed });
    } catch (error) {
      lease.end();
      throw error;
    }
  };
  const start = async (): Promise<void> => {
    if (phase.peek() !== "idle") return;
    if (!canRecord()) return void (problem.value = "problem.cannot");
    phase.value = "asking";
    problem.value = undefined;
    marks.value = 0;
    try {
      const begun = await begin();
      phase.value = begun === undefined ? "idle" : "recording";
      live.value = begun;
      if (begun === undefined) return;
      feedSources(context, begun, choices.peek().layout);
      begun.lease.signal.addEventListener("abort", () => void stop("problem.ended"), { once: true });
    } catch (error) {
      context.log.error(`starting: ${String(error)}`);
      problem.value = problemOf(error);
      phase.value = "idle";
    }
  };
  return { live, phase, problem, marks, start, stop, finish };
};

/** Opens the recorder of this page. */
export const openRecordingModel = async (context: TrustedWidgetContext): Promise<RecordingModel> => {
  const choices = await openChoices(context);
  const library = createLibrary(openFilePort);
  const recorder = createRecorder(context, choices.value, library);
  const { live, phase, problem, marks } = recorder;
  const { stop: stopFollowing, elapsedMs, bytes } = followLive(live);
  const roomSeconds = signal<number | undefined>(undefined);
  const isMakingGif = signal(false);
  const leftOut = signal(context.trusted.leftOut.value.size);
  context.trusted.leftOut.on((now) => (leftOut.value = now.size), { signal: context.signal });
  const stopRoom = effect(() => {
    const { scope, height } = choices.value.value;
    if (canRecord() && phase.value === "idle") void roomLeft({ scope, height }).then((seconds) => (roomSeconds.value = seconds));
  });
  context.signal.addEventListener("abort", () => {
    stopFollowing();
    stopRoom();
  });
  if (canRecord()) await library.refresh();
  return {
    phase,
    problem,
    marks,
    elapsedMs,
    bytes,
    leftOut,
    roomSeconds,
    isMakingGif,
    library,
    choices: choices.value,
    hasPicture: computed(() => live.value?.session.stream !== undefined && choices.value.value.scope === "everyone"),
    choose: choices.set,
    start: recorder.start,
    stop: () => recorder.stop(),
    finish: recorder.finish,
    pause: () => {
      live.peek()?.session.pause();
      phase.value = "paused";
    },
    resume: () => {
      live.peek()?.session.resume();
      phase.value = "recording";
    },
    mark: () => {
      marks.value += 1;
      live.peek()?.session.mark(t("mark.title", { number: marks.peek() }));
    },
    async gif() {
      const [track] = live.peek()?.session.stream?.getVideoTracks() ?? [];
      if (track === undefined || isMakingGif.peek()) return;
      isMakingGif.value = true;
      try {
        const file = await makeGif(track);
        if (file !== undefined) saveFile({ file, fileName: file.name });
      } finally {
        isMakingGif.value = false;
      }
    },
    fail: (why) => (problem.value = why),
  };
};
