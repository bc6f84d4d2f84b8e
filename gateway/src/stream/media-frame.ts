/** One coded picture, or one packet of sound. */
export interface MediaFrame {
  readonly kind: "video" | "audio";
  /** When it is shown, in microseconds on the clock of its stream, which pictures and sound share. */
  readonly timeUs: number;
  /** A decoder can begin here; always true of sound. */
  readonly key: boolean;
  /** H.264: the NAL units of the picture, without start codes and parameter sets. Anything else: one part. */
  readonly parts: readonly Uint8Array[];
}

/** How pictures are coded. */
export type VideoFormat =
  | { readonly codec: "h264"; readonly width: number; readonly height: number; readonly sps: Uint8Array; readonly pps: Uint8Array }
  | { readonly codec: "vp8" | "vp9" | "av1"; readonly width: number; readonly height: number };

/** How sound is coded. `config` is the AudioSpecificConfig of AAC (ISO/IEC 14496-3), empty for Opus. */
export interface AudioFormat {
  readonly codec: "opus" | "aac";
  readonly sampleRate: number;
  readonly channels: number;
  readonly config: Uint8Array;
}

/** What a stream is made of; a part that is not there, or not known yet, is undefined. */
export interface StreamFormat {
  readonly video: VideoFormat | undefined;
  readonly audio: AudioFormat | undefined;
}

/** Bytes of all parts of a frame. */
export const frameBytes = ({ parts }: MediaFrame): number => parts.reduce((sum, part) => sum + part.length, 0);
