import {
  ReceiverEstimatedMaxBitrate,
  RtcpPayloadSpecificFeedback,
  RtcpSrPacket,
  type MediaStreamTrack,
  type RTCPeerConnection,
  type RTCRtpTransceiver,
  type RtcpPacket,
  type RtpPacket,
} from "werift";
import type { AudioFormat, MediaFrame, VideoFormat } from "../../stream/media-frame.ts";
import { createAv1Track } from "../av1/av1-track.ts";
import { createH264Track } from "../h264/h264-track.ts";
import { createOpusTrack, opusClockRate } from "../opus/opus-track.ts";
import { createStreamClock, type SenderReport, type StreamClock } from "../rtp/stream-clock.ts";
import { createTrackIntake, type Depacketizer, type TrackIntake } from "../rtp/track-intake.ts";
import { createVp8Track } from "../vp8/vp8-track.ts";
import { createVp9Track } from "../vp9/vp9-track.ts";

/** What a publisher's tracks are turned into. */
export interface TrackSink {
  onVideoFormat(format: VideoFormat): void;
  onAudioFormat(format: AudioFormat): void;
  onFrame(frame: MediaFrame): void;
  /** Something arrived, whatever it was. */
  onSign(): void;
}

/** The tracks of one publisher, while it is connected. */
export interface ReceivedTracks {
  /** Asks for a key picture; more than two a second are not sent. */
  requestKey(): void;
  /** Whether pictures wait for a key picture. */
  readonly needsKey: boolean;
  /** What came so far. */
  readonly figures: ReceivedFigures;
  close(): void;
}

/** What came from a publisher since it began. */
export interface ReceivedFigures {
  readonly receivedBytes: number;
  readonly receivedPackets: number;
  readonly lostPackets: number;
}

const everyMs = 50;
const bitrateEveryMs = 500;
const keyRequestEveryMs = 500;
/** While a picture is waited for, a lost request is made again soon. */
const urgentKeyEveryMs = 250;

const nowUs = (): number => Math.round(performance.now() * 1_000);

/** Seconds since 1900 in fixed point become microseconds (RFC 5905 §6). */
const ntpUs = (timestamp: bigint): number =>
  Number((timestamp >> 32n) * 1_000_000n) + Number(((timestamp & 0xffff_ffffn) * 1_000_000n) >> 32n);

const reportOf = (packet: RtcpPacket): SenderReport | undefined =>
  packet instanceof RtcpSrPacket
    ? { rtpTimestamp: packet.senderInfo.rtpTimestamp, ntpUs: ntpUs(packet.senderInfo.ntpTimestamp) }
    : undefined;

const videoTracks = new Map([
  ["video/h264", createH264Track],
  ["video/vp8", createVp8Track],
  ["video/vp9", createVp9Track],
  ["video/av1", createAv1Track],
]);

const depacketizerOf = (track: MediaStreamTrack, sink: TrackSink): { depacketizer: Depacketizer; clockRate: number } | undefined => {
  const codec = track.codec?.mimeType.toLowerCase() ?? "";
  const createVideo = videoTracks.get(codec);
  if (createVideo !== undefined) return { depacketizer: createVideo((format) => sink.onVideoFormat(format)), clockRate: 90_000 };
  switch (codec) {
    case "audio/opus":
      sink.onAudioFormat({ codec: "opus", sampleRate: opusClockRate, channels: 2, config: new Uint8Array() });
      return { depacketizer: createOpusTrack(), clockRate: opusClockRate };
    default:
      return undefined;
  }
};

const receiveTrack = (
  track: MediaStreamTrack,
  sink: TrackSink & { onPacket(bytes: number): void },
  clock: StreamClock,
): TrackIntake | undefined => {
  const found = depacketizerOf(track, sink);
  if (found === undefined) return undefined;
  const trackClock = clock.track(found.clockRate);
  const kind = track.kind === "video" ? "video" : "audio";
  const intake = createTrackIntake({ kind, clock: trackClock, depacketizer: found.depacketizer, onFrame: (frame) => sink.onFrame(frame) });
  track.onReceiveRtp.subscribe(({ header, payload }: RtpPacket) => {
    sink.onSign();
    sink.onPacket(payload.length);
    intake.push({ sequence: header.sequenceNumber, timestamp: header.timestamp, marker: header.marker, payload }, nowUs());
  });
  track.onReceiveRtcp.subscribe((packet) => {
    sink.onSign();
    const report = reportOf(packet);
    if (report !== undefined) trackClock.handleReport(report);
  });
  return intake;
};

const sendBitrate = async ({ receiver }: RTCRtpTransceiver, mediaSsrc: number, bitsPerSecond: number): Promise<void> => {
  const feedback = new ReceiverEstimatedMaxBitrate({
    senderSsrc: receiver.rtcpSsrc,
    mediaSsrc: 0,
    ssrcFeedbacks: [mediaSsrc],
    ssrcNum: 1,
    bitrate: BigInt(bitsPerSecond),
  });
  await receiver.dtlsTransport.sendRtcp([new RtcpPayloadSpecificFeedback({ feedback })]);
};

/** Takes what a connection receives until it is closed; asks for no more than so many bits a second. */
export const receiveTracks = (peer: RTCPeerConnection, sink: TrackSink, maxBitsPerSecond: number): ReceivedTracks => {
  const clock = createStreamClock();
  const intakes: TrackIntake[] = [];
  let video: { readonly transceiver: RTCRtpTransceiver; readonly track: MediaStreamTrack; readonly intake: TrackIntake } | undefined;
  let askedAtMs = -Infinity;
  let bitrateAtMs = -Infinity;
  let receivedBytes = 0;
  let receivedPackets = 0;
  const onPacket = (bytes: number): void => {
    receivedBytes += bytes;
    receivedPackets += 1;
  };

  // Before the handshake is done there are no keys to send with.
  const isConnected = (): boolean => peer.connectionState === "connected";
  const ask = (leastMs: number): void => {
    const nowMs = performance.now();
    if (video?.track.ssrc === undefined || !isConnected() || nowMs - askedAtMs < leastMs) return;
    askedAtMs = nowMs;
    void video.transceiver.receiver.sendRtcpPLI(video.track.ssrc);
  };
  peer.onRemoteTransceiverAdded.subscribe((transceiver) => {
    transceiver.onTrack.subscribe((track) => {
      const intake = receiveTrack(track, { ...sink, onPacket }, clock);
      if (intake === undefined) return;
      intakes.push(intake);
      if (track.kind === "video") video = { transceiver, track, intake };
    });
  });
  const tick = (): void => {
    for (const intake of intakes) intake.tick(nowUs());
    if (video?.intake.needsKey === true) ask(urgentKeyEveryMs);
    const nowMs = performance.now();
    if (video?.track.ssrc === undefined || !isConnected() || nowMs - bitrateAtMs < bitrateEveryMs) return;
    bitrateAtMs = nowMs;
    void sendBitrate(video.transceiver, video.track.ssrc, maxBitsPerSecond);
  };
  const timer = setInterval(tick, everyMs);
  return {
    requestKey: () => ask(keyRequestEveryMs),
    get needsKey() {
      return video?.intake.needsKey ?? false;
    },
    get figures() {
      return { receivedBytes, receivedPackets, lostPackets: intakes.reduce((sum, { lost }) => sum + lost, 0) };
    },
    close: () => clearInterval(timer),
  };
};
