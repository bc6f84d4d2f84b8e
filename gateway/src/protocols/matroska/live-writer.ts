import type { AudioFormat, MediaFrame, StreamFormat, VideoFormat } from "../../stream/media-frame.ts";
import { lengthPrefixed } from "../h264/nal-unit.ts";
import { avcConfiguration } from "../fmp4/init-segment.ts";
import { ascii, u16, u32 } from "../fmp4/box.ts";

type Content = Uint8Array | readonly number[];

const concat = (pieces: readonly Content[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
};

const idBytes = (id: number): readonly number[] => {
  const bytes = u32(id);
  return bytes.slice(bytes.findIndex((byte) => byte !== 0));
};

/** An element of EBML (RFC 8794 §4) whose size is known. */
const element = (id: number, ...contents: readonly Content[]): Uint8Array => {
  const body = concat(contents);
  return concat([
    idBytes(id),
    [0x10 | ((body.length >> 24) & 15), (body.length >> 16) & 255, (body.length >> 8) & 255, body.length & 255],
    body,
  ]);
};

const unsigned = (id: number, value: number): Uint8Array => element(id, u32(value));
const text = (id: number, value: string): Uint8Array => element(id, ascii(value));
const float = (id: number, value: number): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return element(id, bytes);
};

/** An element that lasts until something of its own level follows (RFC 8794 §6.2). */
const openElement = (id: number): readonly number[] => [...idBytes(id), 0x01, 255, 255, 255, 255, 255, 255, 255];

const trackNumber = { video: 1, audio: 2 } as const;

const codecNames = { h264: "V_MPEG4/ISO/AVC", vp8: "V_VP8", vp9: "V_VP9", av1: "V_AV1" } as const;

const videoTrack = (format: VideoFormat): Uint8Array =>
  element(
    0xae,
    unsigned(0xd7, trackNumber.video),
    unsigned(0x73c5, trackNumber.video),
    unsigned(0x83, 1),
    text(0x86, codecNames[format.codec]),
    format.codec === "h264" ? element(0x63a2, avcConfiguration(format.sps, format.pps)) : [],
    element(0xe0, unsigned(0xb0, format.width), unsigned(0xba, format.height)),
  );

const opusHead = ({ channels }: AudioFormat): readonly number[] => [...ascii("OpusHead"), 1, channels, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0];

const audioTrack = (format: AudioFormat): Uint8Array =>
  element(
    0xae,
    unsigned(0xd7, trackNumber.audio),
    unsigned(0x73c5, trackNumber.audio),
    unsigned(0x83, 2),
    text(0x86, format.codec === "opus" ? "A_OPUS" : "A_AAC"),
    element(0x63a2, format.codec === "opus" ? opusHead(format) : format.config),
    element(0xe1, float(0xb5, format.sampleRate), unsigned(0x9f, format.channels)),
  );

/** Writes Matroska (RFC 9559) that a reader takes in while it grows, for pipes to ffmpeg. */
export interface LiveMatroska {
  readonly header: Uint8Array<ArrayBuffer>;
  write(frame: MediaFrame): Uint8Array<ArrayBuffer>;
}

const longestClusterMs = 5_000;

/** Makes a writer. Times are milliseconds from zero; a cluster begins at each key picture and every five seconds. */
export const createLiveMatroska = ({ video, audio }: StreamFormat): LiveMatroska => {
  let clusterMs: number | undefined;
  const header = concat([
    element(
      0x1a45dfa3,
      unsigned(0x4286, 1),
      unsigned(0x42f7, 1),
      unsigned(0x42f2, 4),
      unsigned(0x42f3, 8),
      text(0x4282, "matroska"),
      unsigned(0x4287, 4),
      unsigned(0x4285, 2),
    ),
    openElement(0x18538067),
    element(0x1549a966, unsigned(0x2ad7b1, 1_000_000), text(0x4d80, "tfx"), text(0x5741, "tfx")),
    element(0x1654ae6b, video === undefined ? [] : videoTrack(video), audio === undefined ? [] : audioTrack(audio)),
  ]);
  return {
    header,
    write({ kind, timeUs, key, parts }) {
      const timeMs = Math.max(0, Math.round(timeUs / 1_000));
      const opens =
        clusterMs === undefined || timeMs - clusterMs >= longestClusterMs || timeMs < clusterMs - 30_000 || (kind === "video" && key);
      if (opens) clusterMs = timeMs;
      const bytes = kind === "video" && video?.codec === "h264" ? lengthPrefixed(parts) : (parts[0] ?? new Uint8Array());
      const head = [0x80 | trackNumber[kind], ...u16((timeMs - (clusterMs ?? 0)) & 0xffff), key ? 0x80 : 0];
      const block = element(0xa3, head, bytes);
      return opens ? concat([openElement(0x1f43b675), unsigned(0xe7, timeMs), block]) : concat([block]);
    },
  };
};
