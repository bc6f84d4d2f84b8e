import { batch, computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { ScreenDrawing, TfxError } from "@tfx/protocol";
import { captureError } from "./capture-error.ts";
import { displayOptions, endEcho, handleOf, surfaceOf, type SharedSurface } from "./display-capture.ts";

/** What a share is sent for: sharp text at the cost of frames, or motion at the cost of sharpness (W3C mst-content-hint). */
export type ScreenContent = "text" | "motion";

/** How a share stands, as the others are told. */
export interface ScreenFacts {
  /** Nothing of it is sent for the moment. */
  readonly paused: boolean;
  readonly drawing: ScreenDrawing;
}

/** A share of a screen, window or tab. One person shares one thing at a time: a link has one place for it. */
export interface ScreenShare {
  readonly state: ReadonlySignal<"off" | "starting" | "on">;
  readonly track: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly audioTrack: ReadonlySignal<MediaStreamTrack | undefined>;
  /** What was picked; it may change while the share goes on, where the browser offers that. */
  readonly surface: ReadonlySignal<SharedSurface | undefined>;
  /** By which the shared page says which it is, if it does (W3C Capture Handle); follows the page. */
  readonly captureHandle: ReadonlySignal<string | undefined>;
  readonly content: ReadonlySignal<ScreenContent>;
  readonly facts: ReadonlySignal<ScreenFacts>;
  /** Why the last attempt failed; closing the picker is no failure. */
  readonly problem: ReadonlySignal<TfxError | undefined>;
  /** Whether the last share was ended here, or by the browser's own bar, the shared window's end or the system. */
  readonly endedBy: ReadonlySignal<"here" | "browser" | undefined>;
  /** Opens the browser's picker; needs a click. While something is shared it is replaced. Resolves to whether something is shared now. */
  start(): Promise<boolean>;
  /** Sends nothing, neither picture nor sound, until it goes on; the others are told. */
  pause(paused: boolean): void;
  setContent(content: ScreenContent): void;
  /** Tells the others whether and how they may draw; what they draw is not core's affair. */
  letDraw(drawing: ScreenDrawing): void;
  stop(): void;
}

const nothing: ScreenFacts = { paused: false, drawing: "off" };

/** Signals of what is captured, and how they follow it. */
const createCaptured = (onEnded: () => void) => {
  const track = signal<MediaStreamTrack | undefined>(undefined);
  const audioTrack = signal<MediaStreamTrack | undefined>(undefined);
  const surface = signal<SharedSurface | undefined>(undefined);
  const captureHandle = signal<string | undefined>(undefined);
  let life = new AbortController();
  const look = () => {
    const now = track.peek();
    batch(() => {
      surface.value = now && surfaceOf(now);
      captureHandle.value = now && handleOf(now);
    });
  };
  const take = (stream: MediaStream | undefined): boolean => {
    const picture = stream?.getVideoTracks()[0];
    const former = [track.peek(), audioTrack.peek()];
    life.abort();
    life = new AbortController();
    batch(() => {
      track.value = picture;
      audioTrack.value = stream?.getAudioTracks()[0];
      look();
    });
    for (const one of former) one?.stop();
    picture?.addEventListener("ended", onEnded, { signal: life.signal });
    for (const change of ["capturehandlechange", "configurationchange"]) picture?.addEventListener(change, look, { signal: life.signal });
    return picture !== undefined;
  };
  return { track, audioTrack, surface, captureHandle, take };
};

/** What a share consists of, and how it ends. */
const createShareState = () => {
  const state = signal<"off" | "starting" | "on">("off");
  const content = signal<ScreenContent>("text");
  const facts = signal<ScreenFacts>(nothing);
  const problem = signal<TfxError | undefined>(undefined);
  const endedBy = signal<"here" | "browser" | undefined>(undefined);
  const end = (by: "here" | "browser") => {
    if (state.peek() === "off") return;
    batch(() => {
      facts.value = nothing;
      endedBy.value = by;
      state.value = "off";
      captured.take(undefined);
    });
  };
  const captured = createCaptured(() => end("browser"));
  const hint = () => {
    const now = captured.track.peek();
    if (now !== undefined) now.contentHint = content.peek() === "text" ? "detail" : "motion";
  };
  return { state, content, facts, problem, endedBy, captured, end, hint };
};

/** Asks the browser for something to share; resolves to whether something is shared now. */
const capture = async ({ state, facts, problem, endedBy, captured, hint }: ReturnType<typeof createShareState>): Promise<boolean> => {
  if (state.peek() === "off") state.value = "starting";
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia(displayOptions());
    await endEcho(stream);
    // Meanwhile the call may have ended, or what was shared before, or what was picked.
    if (state.peek() === "off" || stream.getVideoTracks()[0]?.readyState === "ended") {
      for (const one of stream.getTracks()) one.stop();
      if (state.peek() === "starting") state.value = "off";
      return state.peek() === "on";
    }
    batch(() => {
      problem.value = undefined;
      endedBy.value = undefined;
      facts.value = nothing;
      state.value = captured.take(stream) ? "on" : "off";
      hint();
    });
  } catch (error) {
    batch(() => {
      if (state.peek() === "starting") state.value = "off";
      problem.value = shareProblem(error);
    });
  }
  return state.peek() === "on";
};

/** Makes the share of one session. */
export const createScreenShare = (): ScreenShare => {
  const share = createShareState();
  const { state, content, facts, problem, endedBy, captured, end, hint } = share;
  const { track, audioTrack, surface, captureHandle } = captured;
  const change = (changes: Partial<ScreenFacts>) => {
    const next = { ...facts.peek(), ...changes };
    const isNew = next.paused !== facts.peek().paused || next.drawing !== facts.peek().drawing;
    if (state.peek() === "on" && isNew) facts.value = next;
  };
  let asked: Promise<boolean> | undefined;

  return {
    state,
    track,
    audioTrack,
    surface,
    captureHandle,
    content,
    facts,
    problem,
    endedBy,
    stop: () => end("here"),
    pause: (paused) => change({ paused }),
    letDraw: (drawing) => change({ drawing }),
    setContent(next) {
      content.value = next;
      hint();
    },
    start: () => {
      asked ??= capture(share).finally(() => (asked = undefined));
      return asked;
    },
  };
};

/** What of a share is sent now. */
export const sentOf = ({ track, audioTrack, facts }: Pick<ScreenShare, "track" | "audioTrack" | "facts">) =>
  computed(() => (facts.value.paused ? {} : { screen: track.value, screenAudio: audioTrack.value }));

const shareProblem = (error: unknown): TfxError | undefined => {
  const problem = captureError(error, "prompt");
  return problem.code === "media/dismissed" ? undefined : problem;
};
