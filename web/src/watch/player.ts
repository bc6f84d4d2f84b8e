import { signal, type ReadonlySignal } from "@preact/signals";

/** The video element as people operate it. */
export interface Player {
  readonly video: HTMLVideoElement;
  readonly isPaused: ReadonlySignal<boolean>;
  readonly isMuted: ReadonlySignal<boolean>;
  /** 0 to 1. */
  readonly volume: ReadonlySignal<number>;
  /** What the browser lets nobody but the person begin: sound, or anything at all. */
  readonly needs: ReadonlySignal<"sound" | "play" | undefined>;
  /** Undefined before anything was shown; a broadcast of sound alone has none. */
  readonly hasPicture: ReadonlySignal<boolean | undefined>;
  /** Seconds, for recordings. */
  readonly time: ReadonlySignal<number>;
  readonly duration: ReadonlySignal<number>;
  /** Plays what was put into the element, unless the person has paused. */
  begin(): Promise<void>;
  play(): Promise<void>;
  pause(): void;
  setMuted(isMuted: boolean): void;
  setVolume(volume: number): void;
}

const isRefusal = (error: unknown): boolean => error instanceof DOMException && error.name === "NotAllowedError";

/** Browsers begin with sound only where the person has done something on the page. */
const tryToPlay = async (video: HTMLVideoElement): Promise<"sound" | "play" | undefined> => {
  try {
    await video.play();
    return undefined;
  } catch (error) {
    // Any other failure is of the source, which is looked after elsewhere.
    if (!isRefusal(error)) return undefined;
    if (video.muted) return "play";
    video.muted = true;
    return (await tryToPlay(video)) ?? "sound";
  }
};

const followElement = (video: HTMLVideoElement, until: AbortSignal) => {
  const isMuted = signal(video.muted);
  const volume = signal(video.volume);
  const hasPicture = signal<boolean | undefined>(undefined);
  const time = signal(0);
  const duration = signal(0);
  const on = (names: readonly string[], listen: () => void): void => {
    for (const name of names) video.addEventListener(name, listen, { signal: until });
  };
  on(["volumechange"], () => {
    isMuted.value = video.muted;
    volume.value = video.volume;
  });
  on(["loadeddata", "resize", "playing"], () => (hasPicture.value = video.videoWidth > 0));
  on(["timeupdate", "durationchange", "seeked", "emptied"], () => {
    time.value = video.currentTime;
    duration.value = Number.isFinite(video.duration) ? video.duration : 0;
  });
  return { isMuted, volume, hasPicture, time, duration };
};

/** Makes a player of an element. */
export const createPlayer = (video: HTMLVideoElement, until: AbortSignal): Player => {
  const needs = signal<"sound" | "play" | undefined>(undefined);
  // What the person wants; the element itself stops between two sources.
  const isPaused = signal(false);
  const element = followElement(video, until);
  const begin = async (): Promise<void> => {
    if (isPaused.peek()) return;
    const isMutedByUs = needs.peek() === "sound";
    const next = await tryToPlay(video);
    needs.value = next ?? (isMutedByUs && video.muted ? "sound" : undefined);
  };
  const play = async (): Promise<void> => {
    if (needs.peek() === "sound") video.muted = false;
    needs.value = undefined;
    isPaused.value = false;
    await begin();
  };
  return {
    video,
    isPaused,
    ...element,
    needs,
    begin,
    play,
    pause() {
      isPaused.value = true;
      video.pause();
    },
    setMuted(isMuted) {
      if (!isMuted && needs.peek() === "sound") needs.value = undefined;
      if (!isMuted && video.volume === 0) video.volume = 0.5;
      video.muted = isMuted;
    },
    setVolume(volume) {
      video.volume = Math.min(Math.max(volume, 0), 1);
      video.muted = video.volume === 0;
      if (needs.peek() === "sound") needs.value = undefined;
    },
  };
};
