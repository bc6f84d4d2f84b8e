/** Pictures of a track as a stream (W3C mediacapture-transform, in the window as Chromium has it). */
interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}

interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}

interface TrackStreams {
  readonly MediaStreamTrackProcessor?: new (options: { track: MediaStreamTrack; maxBufferSize?: number }) => TrackProcessor;
  readonly MediaStreamTrackGenerator?: new (options: { kind: "video" }) => TrackGenerator;
}

const streams = (): TrackStreams => globalThis as TrackStreams;

/** The pictures of a track, to be transferred to a worker; undefined where the browser has no such thing. */
export const picturesOf = (track: MediaStreamTrack): ReadableStream<VideoFrame> | undefined => {
  const { MediaStreamTrackProcessor } = streams();
  return MediaStreamTrackProcessor && new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable;
};

/** A track that is written to; undefined where the browser has no such thing. */
export const openGenerator = (): TrackGenerator | undefined => {
  const { MediaStreamTrackGenerator } = streams();
  return MediaStreamTrackGenerator && new MediaStreamTrackGenerator({ kind: "video" });
};
