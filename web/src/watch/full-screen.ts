import { signal, type ReadonlySignal } from "@preact/signals";

/** The player in full screen. */
export interface FullScreen {
  readonly isOn: ReadonlySignal<boolean>;
  /** Absent where the browser has none. */
  readonly toggle: (() => void) | undefined;
}

/** Phones of Apple's show nothing but the video itself in full screen. */
interface AppleVideo extends HTMLVideoElement {
  webkitEnterFullscreen?: () => void;
}

/** Full screen of the page as a whole, so that what lies over the picture comes along. */
export const createFullScreen = (page: Document, video: AppleVideo, until: AbortSignal): FullScreen => {
  const isOn = signal(false);
  page.addEventListener("fullscreenchange", () => (isOn.value = page.fullscreenElement !== null), { signal: until });
  // A browser that refuses leaves everything as it was.
  const refuse = (): void => undefined;
  const enterVideo = video.webkitEnterFullscreen?.bind(video);
  const toggle = page.fullscreenEnabled
    ? () => void (isOn.peek() ? page.exitFullscreen() : page.documentElement.requestFullscreen()).catch(refuse)
    : enterVideo;
  return { isOn, toggle };
};
