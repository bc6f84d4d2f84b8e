import type { ReadonlySignal } from "@preact/signals";

/** How pictures and sound reach the screen. `direct`: WebRTC. `past`: a live broadcast from a while ago. */
export type PlaybackKind = "direct" | "hls" | "past" | "recording";

/** One source that plays in the page's one video element. */
export interface Playback {
  readonly kind: PlaybackKind;
  /** How far the screen is behind the broadcast, where that can be known. */
  readonly behindMs: ReadonlySignal<number | undefined>;
  /** Nothing arrives at the moment. */
  readonly isSilent: ReadonlySignal<boolean>;
  /** When what is on the screen was made, in milliseconds since 1970 on the gateway's clock. */
  shownMs(nowMs: number): number | undefined;
  /** The oldest that this source holds, likewise; undefined where it holds nothing or does not know. */
  heldFromMs(): number | undefined;
  /** Goes to a moment; false where this source cannot. */
  seekTo(wallMs: number): boolean;
  seekToLive(): void;
  /** Resolves when there is no more: `ended`, the broadcast itself is over; `lost`, another try may help. Rejects never. */
  readonly over: Promise<"ended" | "lost">;
  /** Leaves the video element as it was. */
  close(): void;
}

/** What became of the wish to play. */
export type Opened =
  | { readonly kind: "playing"; readonly playback: Playback }
  | { readonly kind: "later"; readonly retryMs: number }
  /** There is no room for one more viewer at the moment. */
  | { readonly kind: "full"; readonly retryMs: number }
  | { readonly kind: "not-allowed" | "no-path" | "unsupported" };

/** Takes whatever plays out of the element. */
export const emptyVideo = (video: HTMLVideoElement): void => {
  video.srcObject = null;
  if (!video.hasAttribute("src")) return;
  video.removeAttribute("src");
  video.load();
};
