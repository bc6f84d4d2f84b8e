/** When a recording began and was stopped, by the clock of the page: the truth that a file's length is held against. */
export interface RecorderTimes {
  startedMs: number;
  stoppedMs: number;
}

declare global {
  interface Window {
    recorderTimes?: RecorderTimes;
  }
}

/**
 * Runs in a page: notes when sound is first taken out of a track, which nothing but the recorder does, and when Stop was
 * pressed last.
 */
export const watchRecorder = (): void => {
  const times: RecorderTimes = (window.recorderTimes = { startedMs: 0, stoppedMs: 0 });
  const browser = globalThis as { MediaStreamTrackProcessor?: new (options: { track: MediaStreamTrack }) => object };
  const Processor = browser.MediaStreamTrackProcessor;
  if (Processor !== undefined)
    browser.MediaStreamTrackProcessor = class extends Processor {
      constructor(options: { track: MediaStreamTrack }) {
        super(options);
        if (options.track.kind === "audio" && times.startedMs === 0) times.startedMs = performance.now();
      }
    };
  const note = ({ target }: Event): void => {
    if (target instanceof Element && target.closest("button")?.textContent.trim() === "Stop") times.stoppedMs = performance.now();
  };
  addEventListener("click", note, { capture: true });
};
