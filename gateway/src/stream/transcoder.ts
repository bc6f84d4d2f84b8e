import type { MediaFrame, VideoFormat } from "./media-frame.ts";

/** Makes H.264 of pictures in another codec, as they come. */
export interface Transcoder {
  write(frame: MediaFrame): void;
  close(): void;
}

/** What becomes of the pictures. */
export interface TranscoderSink {
  /** Before the first picture. */
  onFormat(format: VideoFormat): void;
  onFrame(frame: MediaFrame): void;
  /** It ended by itself. */
  onFailed(why: string): void;
}
