/** Reads a track's pictures (W3C mediacapture-transform); Chromium has it in windows alone. */
interface TrackProcessorConstructor {
  new (init: { track: MediaStreamTrack; maxBufferSize?: number }): { readonly readable: ReadableStream<VideoFrame> };
}

/** A track made of pictures that are written (the draft's first form, which Chromium kept). */
interface TrackGeneratorConstructor {
  new (init: { kind: "video" }): MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };
}

interface Scope {
  readonly MediaStreamTrackProcessor?: TrackProcessorConstructor;
  readonly MediaStreamTrackGenerator?: TrackGeneratorConstructor;
}

/** Both ends, where the browser has them. */
export const insertableStreams = (): { Processor: TrackProcessorConstructor; Generator: TrackGeneratorConstructor } | undefined => {
  const { MediaStreamTrackProcessor: Processor, MediaStreamTrackGenerator: Generator } = globalThis as Scope;
  return Processor === undefined || Generator === undefined ? undefined : { Processor, Generator };
};
