import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { followSpeakers, sourcesOf, type CompositionLayout, type TrustedWidgetContext } from "@tfx/widget-sdk";
import type { Choices } from "../choices.ts";
import type { Library } from "../files/library.ts";
import { t, type WordKey } from "../words.ts";
import { pickFormat } from "./recording-format.ts";
import type { LiveRecording, startRecording } from "./start-recording.ts";

/** How far a recording is. */
export type RecordingPhase = "idle" | "asking" | "recording" | "paused" | "finishing";

/** A browser without private files or a recorder cannot keep what it records. */
export const canRecord = (): boolean =>
  typeof MediaRecorder !== "undefined" && typeof navigator.storage?.getDirectory === "function" && navigator.locks !== undefined;

const problemOf = (error: unknown): WordKey =>
  error instanceof Error && error.name === "QuotaExceededError" ? "problem.disk" : "problem.failed";

const screenNameOf = (name: string): string => t("screen.of", { name });

/** Everybody who is to be in the recording, as it changes. */
const feedSources = (context: TrustedWidgetContext, { session, lease }: LiveRecording, layout: CompositionLayout): void => {
  const { trusted, participants } = context;
  const { signal: until } = lease;
  let speaking: ReadonlySet<string> = new Set();
  const update = (): void =>
    session.setSources(
      sourcesOf({ participants: participants.value, tracks: trusted.tracks.value, leftOut: trusted.leftOut.value, speaking, screenNameOf }),
    );
  for (const live of [participants, trusted.tracks, trusted.leftOut]) live.on(update, { signal: until });
  if (layout !== "grid")
    followSpeakers(context, until, (next) => {
      speaking = next;
      update();
    });
  update();
};

/** Encoders and files are loaded by those alone who record. */
const openRecording: typeof startRecording = async (...given) => (await import("./start-recording.ts")).startRecording(...given);

/** Takes from everybody for as long as there is leave; false when it was taken back while the recording was on its way. */
const takeUnderLeave = (context: TrustedWidgetContext, live: LiveRecording, how: { layout: CompositionLayout; onEnd: () => void }) => {
  const { signal: leave } = live.lease;
  if (leave.aborted) return false;
  feedSources(context, live, how.layout);
  leave.addEventListener("abort", how.onEnd, { once: true });
  return true;
};

/** What a recorder stands on besides the context. */
export interface RecorderPorts {
  readonly library: Pick<Library, "finish">;
  /** Another way to start, for tests. */
  readonly open?: typeof startRecording;
}

/** Asks for leave and starts; answers why not otherwise. */
const begin = async (
  context: TrustedWidgetContext,
  { scope, layout, height, kind }: Choices,
  { open, onFailed }: { readonly open: typeof startRecording; readonly onFailed: (error: unknown) => void },
): Promise<LiveRecording | WordKey> => {
  const format = pickFormat({ kind, soundOnly: scope === "sound" }, (type) => MediaRecorder.isTypeSupported(type));
  if (format === undefined) return "problem.cannot";
  const lease = await context.trusted.record();
  if (lease === undefined) return "problem.refused";
  const title = context.room.info.value?.name ?? "";
  const options = { scope, layout, height, format, title, everyone: t("everyone"), startedAt: Date.now() };
  try {
    return await open(context, { lease, options, onFailed });
  } catch (error) {
    lease.end();
    throw error;
  }
};

const createFinish =
  ({ log }: TrustedWidgetContext, library: RecorderPorts["library"], problem: Signal<WordKey | undefined>) =>
  async (id: string): Promise<void> => {
    try {
      await library.finish(id);
    } catch (error) {
      log.error(`finishing: ${String(error)}`);
      // Where the disk is full, that is said already.
      problem.value = problem.peek() ?? "problem.finish";
    }
  };

/** Halts the recording, and has everybody see that. */
const createPauses = (live: ReadonlySignal<LiveRecording | undefined>, phase: Signal<RecordingPhase>) => ({
  pause: (): void => {
    const now = live.peek();
    if (now === undefined || phase.peek() !== "recording") return;
    now.session.pause();
    now.lease.setPaused(true);
    phase.value = "paused";
  },
  resume: (): void => {
    const now = live.peek();
    if (now === undefined || phase.peek() !== "paused") return;
    // Everybody is told before anything is taken.
    now.lease.setPaused(false);
    now.session.resume();
    phase.value = "recording";
  },
});

/** The recording of this page: at most one at a time. */
export const createRecorder = (
  context: TrustedWidgetContext,
  choices: ReadonlySignal<Choices>,
  { library, open = openRecording }: RecorderPorts,
) => {
  const live = signal<LiveRecording | undefined>(undefined);
  const phase = signal<RecordingPhase>("idle");
  const problem = signal<WordKey | undefined>(undefined);
  const marks = signal(0);

  const finish = createFinish(context, library, problem);
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
  const onFailed = (error: unknown): void => {
    context.log.error(`recording: ${String(error)}`);
    void stop(problemOf(error));
  };
  const start = async (): Promise<void> => {
    if (phase.peek() !== "idle") return;
    if (!canRecord()) return void (problem.value = "problem.cannot");
    phase.value = "asking";
    problem.value = undefined;
    marks.value = 0;
    try {
      const begun = await begin(context, choices.peek(), { open, onFailed });
      if (typeof begun === "string") {
        problem.value = begun;
        phase.value = "idle";
        return;
      }
      phase.value = "recording";
      live.value = begun;
      const isLeft = takeUnderLeave(context, begun, { layout: choices.peek().layout, onEnd: () => void stop("problem.ended") });
      if (!isLeft) await stop("problem.ended");
    } catch (error) {
      context.log.error(`starting: ${String(error)}`);
      problem.value = problemOf(error);
      phase.value = "idle";
    }
  };
  return { live, phase, problem, marks, start, stop, finish, ...createPauses(live, phase) };
};
