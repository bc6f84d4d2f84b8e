import { signal } from "@preact/signals";
import { emptyVideo, type Opened, type Playback } from "./playback.ts";
import { createEnd } from "./create-end.ts";

/** Safari's own player knows when a stream's beginning was made (HTML, `getStartDate`). */
interface DatedVideo extends HTMLVideoElement {
  getStartDate?: () => Date;
}

const playlistType = "application/vnd.apple.mpegurl";

/** The moment at which the element's time 0 was made. */
const startMs = (video: DatedVideo): number | undefined => {
  const atMs = video.getStartDate?.().getTime();
  return atMs === undefined || Number.isNaN(atMs) ? undefined : atMs;
};

const edgeOf = ({ seekable }: HTMLVideoElement): number | undefined =>
  seekable.length === 0 ? undefined : seekable.end(seekable.length - 1);

/** Plays HLS by the browser's own player. */
export const openNativeHls = (
  video: DatedVideo,
  { url, kind, fromMs }: { readonly url: string; readonly kind: Playback["kind"]; readonly fromMs: number | undefined },
): Opened => {
  if (video.canPlayType(playlistType) === "") return { kind: "unsupported" };
  const behindMs = signal<number | undefined>(undefined);
  const isSilent = signal(false);
  const { over, finish } = createEnd();
  const end = new AbortController();
  const until = { signal: end.signal };
  const seekTo = (wallMs: number): boolean => {
    const beganMs = startMs(video);
    if (beganMs !== undefined) video.currentTime = Math.max((wallMs - beganMs) / 1_000, 0);
    return beganMs !== undefined;
  };
  video.addEventListener("ended", () => finish("ended"), until);
  video.addEventListener("error", () => finish("lost"), until);
  video.addEventListener("waiting", () => (isSilent.value = true), until);
  video.addEventListener("loadedmetadata", () => fromMs !== undefined && seekTo(fromMs), until);
  video.addEventListener(
    "timeupdate",
    () => {
      const edge = edgeOf(video);
      isSilent.value = false;
      behindMs.value = edge === undefined || kind === "recording" ? undefined : Math.round((edge - video.currentTime) * 1_000);
    },
    until,
  );
  video.src = url;
  return {
    kind: "playing",
    playback: {
      kind,
      behindMs,
      isSilent,
      shownMs() {
        const beganMs = startMs(video);
        return beganMs === undefined ? undefined : beganMs + video.currentTime * 1_000;
      },
      heldFromMs() {
        const beganMs = startMs(video);
        return beganMs === undefined || video.seekable.length === 0 ? undefined : beganMs + video.seekable.start(0) * 1_000;
      },
      seekTo,
      seekToLive() {
        const edge = edgeOf(video);
        if (edge !== undefined) video.currentTime = Math.max(edge - 1, 0);
      },
      over,
      close() {
        end.abort();
        finish("lost");
        emptyVideo(video);
      },
    },
  };
};
