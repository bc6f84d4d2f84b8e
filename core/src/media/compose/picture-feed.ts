import type { ToWorker } from "./messages.ts";
import { hasTrackStreams, picturesOf } from "../track-streams.ts";

/** Pictures a second where they have to be taken one by one. */
const grabsPerSecond = 15;

/** Takes pictures of a playing element, where tracks cannot be read as streams. */
const grab = (track: MediaStreamTrack, take: (bitmap: ImageBitmap) => void): (() => void) => {
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
  video.srcObject = new MediaStream([track]);
  let isOpen = true;
  let isBusy = false;
  const play = (): void => {
    // The track may not have a picture yet; the next turn tries again.
    if (video.paused) video.play().catch(() => undefined);
  };
  const step = async (): Promise<void> => {
    play();
    if (isBusy || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return;
    isBusy = true;
    try {
      const bitmap = await createImageBitmap(video);
      if (isOpen) take(bitmap);
      else bitmap.close();
    } catch {
      // Between two tracks an element has nothing to give.
    } finally {
      isBusy = false;
    }
  };
  play();
  const timer = setInterval(() => void step(), 1_000 / grabsPerSecond);
  return () => {
    isOpen = false;
    clearInterval(timer);
    video.srcObject = null;
  };
};

/** Brings the pictures of tracks to the drawing worker. */
export const createPictureFeed = (send: (message: ToWorker, transfer: Transferable[]) => void) => {
  const open = new Map<MediaStreamTrack, () => void>();
  const start = (track: MediaStreamTrack): (() => void) => {
    const key = track.id;
    if (!hasTrackStreams()) return grab(track, (bitmap) => send({ type: "picture", key, bitmap }, [bitmap]));
    // Stopped, it ends its pictures in order, wherever they are read.
    const own = track.clone();
    const readable = picturesOf(own);
    if (readable !== undefined) send({ type: "pictures", key, readable }, [readable]);
    return () => own.stop();
  };
  return {
    /** Feeds exactly these. */
    setTracks(tracks: readonly MediaStreamTrack[]): void {
      for (const [track, stop] of open) {
        if (tracks.includes(track)) continue;
        open.delete(track);
        stop();
        send({ type: "forget", key: track.id }, []);
      }
      for (const track of tracks) if (!open.has(track) && track.readyState === "live") open.set(track, start(track));
    },
  };
};
