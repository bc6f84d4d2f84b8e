/** What of a computer is shown: one tab, one window, a whole screen (W3C screen-capture §5.3). */
export type SharedSurface = "tab" | "window" | "screen";

/** Members of the options that TypeScript's library does not know yet (W3C screen-capture §5.4). */
interface DisplayOptions extends DisplayMediaStreamOptions {
  readonly systemAudio?: "include" | "exclude";
  readonly windowAudio?: "exclude" | "window" | "system";
  readonly surfaceSwitching?: "include" | "exclude";
  readonly selfBrowserSurface?: "include" | "exclude";
}

type SoundConstraints = MediaTrackConstraints & { readonly restrictOwnAudio?: boolean };
type SoundSettings = MediaTrackSettings & { readonly restrictOwnAudio?: boolean };

const sound: SoundConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
  // A computer's sound has the voices of the call in it; whoever spoke would hear themselves.
  restrictOwnAudio: true,
};

/** What the browser's picker offers. The call's own tab is left out: it would show itself in itself. */
export const displayOptions = (): DisplayOptions => ({
  video: { frameRate: { ideal: 30 } },
  audio: sound,
  systemAudio: "include",
  windowAudio: "window",
  surfaceSwitching: "include",
  selfBrowserSurface: "exclude",
});

const surfaces: Readonly<Record<string, SharedSurface>> = { browser: "tab", window: "window", monitor: "screen" };

/** What a track shows; undefined where the browser does not say. */
export const surfaceOf = (track: MediaStreamTrack): SharedSurface | undefined => surfaces[String(track.getSettings().displaySurface)];

type HandledTrack = MediaStreamTrack & { getCaptureHandle?(): { readonly handle?: string } | null };

/** The handle of the page that a track shows (W3C Capture Handle §4.3). */
export const handleOf = (track: MediaStreamTrack): string | undefined => (track as HandledTrack).getCaptureHandle?.()?.handle;

/**
 * Where the browser did not leave the call's own sound out of the computer's, the echo is cancelled
 * instead: since Chromium 137 it no longer does that by itself. Remove with the last browser that lacks `restrictOwnAudio`.
 */
export const endEcho = async (stream: MediaStream): Promise<void> => {
  const [picture] = stream.getVideoTracks();
  const [audio] = stream.getAudioTracks();
  if (picture === undefined || audio === undefined || surfaceOf(picture) === "tab") return;
  const settings: SoundSettings = audio.getSettings();
  if (settings.restrictOwnAudio === true) return;
  // A browser that can do neither shares the sound as it is: an echo is less than no sound.
  await audio.applyConstraints({ echoCancellation: true }).catch(() => undefined);
};
