/** What a track has as a stream (W3C mediacapture-transform, in the window as Chromium has it). */
interface TrackReader {
  readonly readable: ReadableStream<unknown>;
}

interface TrackReaders {
  readonly MediaStreamTrackProcessor?: new (options: { track: MediaStreamTrack; maxBufferSize: number }) => TrackReader;
}

const readers = (): TrackReaders => globalThis as TrackReaders;

/** Sound that may wait while the machine is busy, in parts of some milliseconds each: none of it may be lost. */
const soundParts = 2_000;

/** Whether the browser gives what tracks have as streams. */
export const canReadTracks = (): boolean => readers().MediaStreamTrackProcessor !== undefined;

/** What a track has from now on, to be transferred to a worker. Of pictures only the newest waits. */
export const readTrack = <T extends VideoFrame | AudioData>(track: MediaStreamTrack): ReadableStream<T> | undefined => {
  const { MediaStreamTrackProcessor } = readers();
  if (MediaStreamTrackProcessor === undefined) return undefined;
  const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: track.kind === "audio" ? soundParts : 1 });
  return readable as ReadableStream<T>;
};
