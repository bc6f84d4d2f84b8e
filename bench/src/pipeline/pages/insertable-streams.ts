interface Scope {
  readonly MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack; maxBufferSize?: number }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
  readonly MediaStreamTrackGenerator: new (init: { kind: "video" }) => MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };
}

/** Both ends of Chromium's insertable streams. */
export const insertableStreams = (): { Processor: Scope["MediaStreamTrackProcessor"]; Generator: Scope["MediaStreamTrackGenerator"] } => {
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = globalThis as typeof globalThis & Scope;
  return { Processor: MediaStreamTrackProcessor, Generator: MediaStreamTrackGenerator };
};
