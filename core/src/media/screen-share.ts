import { batch, signal, type ReadonlySignal } from "@preact/signals-core";
import type { TfxError } from "@tfx/protocol";
import { captureError } from "./capture-error.ts";

/** A share of a screen, window or tab. */
export interface ScreenShare {
  readonly state: ReadonlySignal<"off" | "starting" | "on">;
  readonly track: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly audioTrack: ReadonlySignal<MediaStreamTrack | undefined>;
  /** Why the last attempt failed; closing the picker is no failure. */
  readonly problem: ReadonlySignal<TfxError | undefined>;
  /** Opens the browser's picker; needs a click. Resolves to whether something is shared now. */
  start(): Promise<boolean>;
  stop(): void;
}

/** Members of the options that TypeScript's library does not know yet (W3C screen-capture §5). */
interface DisplayOptions extends DisplayMediaStreamOptions {
  readonly systemAudio?: "include" | "exclude";
  readonly surfaceSwitching?: "include" | "exclude";
  readonly selfBrowserSurface?: "include" | "exclude";
}

const options: DisplayOptions = {
  video: { frameRate: { ideal: 30 } },
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  systemAudio: "include",
  surfaceSwitching: "include",
  selfBrowserSurface: "exclude",
};

/** Makes the share of one session. */
export const createScreenShare = (): ScreenShare => {
  const state = signal<"off" | "starting" | "on">("off");
  const track = signal<MediaStreamTrack | undefined>(undefined);
  const audioTrack = signal<MediaStreamTrack | undefined>(undefined);
  const problem = signal<TfxError | undefined>(undefined);

  const stop = () => {
    const tracks = [track.peek(), audioTrack.peek()];
    batch(() => {
      track.value = undefined;
      audioTrack.value = undefined;
      state.value = "off";
    });
    for (const one of tracks) one?.stop();
  };
  const adopt = (stream: MediaStream): boolean => {
    const [picture] = stream.getVideoTracks();
    if (picture === undefined) return false;
    // Text must stay sharp; a film that stutters is the lesser harm (W3C mst-content-hint).
    picture.contentHint = "detail";
    picture.addEventListener("ended", stop, { once: true });
    batch(() => {
      problem.value = undefined;
      track.value = picture;
      audioTrack.value = stream.getAudioTracks()[0];
      state.value = "on";
    });
    return true;
  };

  return {
    state,
    track,
    audioTrack,
    problem,
    stop,
    async start() {
      if (state.value !== "off") return state.value === "on";
      state.value = "starting";
      try {
        return adopt(await navigator.mediaDevices.getDisplayMedia(options));
      } catch (error) {
        batch(() => {
          state.value = "off";
          problem.value = shareProblem(error);
        });
        return false;
      }
    },
  };
};

const shareProblem = (error: unknown): TfxError | undefined => {
  const problem = captureError(error, "prompt");
  return problem.code === "media/dismissed" ? undefined : problem;
};
