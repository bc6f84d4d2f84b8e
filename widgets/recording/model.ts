import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { TrustedWidgetContext } from "@tfx/widget-sdk";
import { openChoices, type Choices } from "./choices.ts";
import { canRecord, createRecorder, type RecordingPhase } from "./engine/recorder.ts";
import type { LiveRecording } from "./engine/start-recording.ts";
import { openFilePort } from "./files/file-port.ts";
import { createLibrary, type Library } from "./files/library.ts";
import { saveFile } from "./files/save-file.ts";
import { makeGif } from "./gif/make-gif.ts";
import { roomLeft } from "./room-left.ts";
import { t, type WordKey } from "./words.ts";

/** What the view shows and can do. */
export interface RecordingModel {
  readonly phase: ReadonlySignal<RecordingPhase>;
  readonly choices: ReadonlySignal<Choices>;
  readonly elapsedMs: ReadonlySignal<number>;
  readonly bytes: ReadonlySignal<number>;
  /** The computer cannot keep up with the picture. */
  readonly isBusy: ReadonlySignal<boolean>;
  readonly marks: ReadonlySignal<number>;
  /** How many are not recorded because they asked for it. */
  readonly leftOut: ReadonlySignal<number>;
  /** Seconds for which there is room. */
  readonly roomSeconds: ReadonlySignal<number | undefined>;
  readonly problem: ReadonlySignal<WordKey | undefined>;
  readonly isMakingGif: ReadonlySignal<boolean>;
  readonly hasPicture: ReadonlySignal<boolean>;
  readonly library: Library;
  readonly choose: (change: Partial<Choices>) => void;
  readonly start: () => Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly mark: () => void;
  readonly stop: () => Promise<void>;
  readonly gif: () => Promise<void>;
  readonly finish: (recording: string) => Promise<void>;
  readonly fail: (problem: WordKey) => void;
}

/** What the running recording shows of itself, twice a second. */
const followLive = (live: ReadonlySignal<LiveRecording | undefined>) => {
  const elapsedMs = signal(0);
  const bytes = signal(0);
  const isBusy = signal(false);
  const update = (): void => {
    elapsedMs.value = live.peek()?.session.elapsedMs() ?? 0;
    bytes.value = live.peek()?.writer.bytes() ?? 0;
    isBusy.value = live.peek()?.session.isBusy() ?? false;
  };
  const stop = effect(() => {
    if (live.value === undefined) return undefined;
    update();
    const timer = setInterval(update, 500);
    return () => clearInterval(timer);
  });
  return { elapsedMs, bytes, isBusy, stop };
};

/** Saves the next seconds of the picture as a GIF. */
const takeGif = async (live: LiveRecording | undefined, isBusy: Signal<boolean>): Promise<void> => {
  const [track] = live?.session.stream?.getVideoTracks() ?? [];
  if (track === undefined || isBusy.peek()) return;
  isBusy.value = true;
  try {
    const file = await makeGif(track);
    if (file !== undefined) saveFile({ file, fileName: file.name });
  } finally {
    isBusy.value = false;
  }
};

/** Opens the recorder of this page. */
export const openRecordingModel = async (context: TrustedWidgetContext): Promise<RecordingModel> => {
  const choices = await openChoices(context);
  const library = createLibrary(openFilePort);
  const recorder = createRecorder(context, choices.value, { library });
  const { live, phase, problem, marks } = recorder;
  const { stop: stopFollowing, ...figures } = followLive(live);
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
    ...figures,
    leftOut,
    roomSeconds,
    isMakingGif,
    library,
    choices: choices.value,
    hasPicture: computed(() => live.value?.session.stream !== undefined && choices.value.value.scope === "everyone"),
    choose: choices.set,
    start: recorder.start,
    stop: () => recorder.stop(),
    finish: (id) => {
      problem.value = undefined;
      return recorder.finish(id);
    },
    pause: recorder.pause,
    resume: recorder.resume,
    mark: () => {
      marks.value += 1;
      live.peek()?.session.mark(t("mark.title", { number: marks.peek() }));
    },
    gif: () => takeGif(live.peek(), isMakingGif),
    fail: (why) => (problem.value = why),
  };
};
