/** Reads a track's pictures (W3C mediacapture-transform); Chromium has it in windows alone. */
interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}

/** A track made of pictures that are written (the draft's first form, which Chromium kept). */
interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}

interface TrackStreams {
  readonly MediaStreamTrackProcessor?: new (options: { track: MediaStreamTrack; maxBufferSize: number }) => TrackProcessor;
  readonly MediaStreamTrackGenerator?: new (options: { kind: "video" }) => TrackGenerator;
}

const streams = (): TrackStreams => globalThis as TrackStreams;

/** Whether tracks can be taken apart and put together here. */
export const hasTrackStreams = (): boolean =>
  streams().MediaStreamTrackProcessor !== undefined && streams().MediaStreamTrackGenerator !== undefined;

/** The pictures of a track, to be transferred to a worker, of which only the newest waits; undefined where the browser has no such thing. */
export const picturesOf = (track: MediaStreamTrack): ReadableStream<VideoFrame> | undefined => {
  const { MediaStreamTrackProcessor } = streams();
  return MediaStreamTrackProcessor && new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable;
};

/** A track that is written to; undefined where the browser has no such thing. */
export const openGenerator = (): TrackGenerator | undefined => {
  const { MediaStreamTrackGenerator } = streams();
  return MediaStreamTrackGenerator && new MediaStreamTrackGenerator({ kind: "video" });
};
