import { signal } from "@preact/signals-core";
import type { TrackProcessor } from "./track-processor.ts";

const size = { width: 320, height: 180 };

/** A black picture as a track, to be sent in the place of one that must not be seen; whoever opens it stops it. */
export const openDarkTrack = (): MediaStreamTrack => {
  const canvas = Object.assign(document.createElement("canvas"), size);
  // Without a context Firefox makes no track of a canvas, and of one that was never drawn on no browser makes a picture.
  canvas.getContext("2d")?.fillRect(0, 0, size.width, size.height);
  const [track] = canvas.captureStream().getVideoTracks();
  if (track === undefined) throw new Error("A canvas has no track.");
  return track;
};

/** Sends nothing of a camera: a black picture stands in its place. For {@link LocalMedia.process}. */
export const withholdPicture: TrackProcessor = () => {
  const track = openDarkTrack();
  return { track: signal(track), [Symbol.dispose]: () => track.stop() };
};
