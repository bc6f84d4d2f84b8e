import { packetizeAac } from "../protocols/aac/packetize.ts";
import { packetizeH264 } from "../protocols/h264/packetize.ts";
import type { MediaFrame, StreamFormat } from "../stream/media-frame.ts";

/** The packets of one frame, without what differs from receiver to receiver. */
export interface FramePackets {
  readonly kind: MediaFrame["kind"];
  readonly key: boolean;
  /** Not wrapped yet; each track counts with its own clock rate. */
  readonly ticks: number;
  readonly clockRate: number;
  readonly payloads: readonly Buffer[];
}

/** Fits behind the headers of IP, UDP, RTP and SRTP into what every network carries. */
const mostPayloadBytes = 1_188;
const videoRate = 90_000;

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** A frame as packets (RFC 6184, RFC 7587, RFC 3640): made once, sent to all. Undefined when nothing of it is known. */
export const packetsOf = (frame: MediaFrame, { video, audio }: StreamFormat): FramePackets | undefined => {
  const { kind, key, parts, timeUs } = frame;
  if (kind === "video") {
    if (video?.codec !== "h264") return undefined;
    const payloads = packetizeH264(parts, video, { key, mostBytes: mostPayloadBytes }).map(asBuffer);
    return { kind, key, payloads, clockRate: videoRate, ticks: Math.round((timeUs * videoRate) / 1_000_000) };
  }
  const [packet] = parts;
  if (audio === undefined || packet === undefined) return undefined;
  const payload = audio.codec === "aac" ? packetizeAac(packet) : packet;
  return {
    kind,
    key,
    payloads: [asBuffer(payload)],
    clockRate: audio.sampleRate,
    ticks: Math.round((timeUs * audio.sampleRate) / 1_000_000),
  };
};
