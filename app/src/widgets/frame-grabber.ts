/** Pictures of tracks, one at a time. */
export interface FrameGrabber extends Disposable {
  /** The picture of now, at most this wide; undefined while there is none. The caller closes it. */
  grab(track: MediaStreamTrack, width: number): Promise<ImageBitmap | undefined>;
}

/** Plays each track that is asked for in an element that nobody sees. */
export const createFrameGrabber = (): FrameGrabber => {
  const players = new Map<MediaStreamTrack, HTMLVideoElement>();
  const forget = (track: MediaStreamTrack) => {
    const video = players.get(track);
    if (video !== undefined) video.srcObject = null;
    players.delete(track);
  };
  const playerOf = (track: MediaStreamTrack): HTMLVideoElement => {
    const known = players.get(track);
    if (known !== undefined) return known;
    const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
    video.srcObject = new MediaStream([track]);
    players.set(track, video);
    track.addEventListener("ended", () => forget(track), { once: true });
    // A browser that will not play gives no picture; the next call tries again.
    video.play().catch(() => forget(track));
    return video;
  };
  return {
    grab: async (track, width) => {
      const video = playerOf(track);
      if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return undefined;
      return createImageBitmap(video, { resizeWidth: Math.min(width, video.videoWidth), resizeQuality: "low" });
    },
    [Symbol.dispose]: () => {
      for (const track of players.keys()) forget(track);
    },
  };
};
