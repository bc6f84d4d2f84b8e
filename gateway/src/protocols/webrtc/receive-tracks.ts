import {
  ReceiverEstimatedMaxBitrate,
  RtcpPayloadSpecificFeedback,
  RtcpSrPacket,
  type MediaStreamTrack,
  type RTCPeerConnection,
  type RTCRtpTransceiver,
  type RtpPacket,
} from "werift";
import { tickTogether } from "../../stream/shared-ticks.ts";
import { createStreamClock, type SenderReport } from "../rtp/stream-clock.ts";
import { createTrackPath, type FrameSink, type TrackPath } from "./track-path.ts";

/** What a publisher's tracks are turned into. */
export interface TrackSink extends FrameSink {
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

const reportOf = ({ senderInfo: { rtpTimestamp, ntpTimestamp } }: RtcpSrPacket): SenderReport => ({
  rtpTimestamp,
  ntpUs: ntpUs(ntpTimestamp),
});

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

/** Takes the packets of one track. */
const receive = (track: MediaStreamTrack, path: TrackPath, onPacket: (bytes: number) => void): void => {
  track.onReceiveRtp.subscribe((packet: RtpPacket) => {
    onPacket(packet.payload.length);
    path.push(packet, nowUs());
  });
  track.onReceiveRtcp.subscribe((packet) => {
    if (packet instanceof RtcpSrPacket) path.handleReport(packet.ssrc, reportOf(packet));
  });
};

/** Takes what a connection receives until it is closed; asks for no more than so many bits a second. */
export const receiveTracks = (peer: RTCPeerConnection, sink: TrackSink, maxBitsPerSecond: number): ReceivedTracks => {
  const clock = createStreamClock();
  const paths: TrackPath[] = [];
  let video: { readonly transceiver: RTCRtpTransceiver; readonly path: TrackPath } | undefined;
  /** The source of the pictures: the one that is heard, or the one that the offer names. */
  const videoSource = (): number | undefined => video?.path.ssrc ?? video?.transceiver.receiver.track.ssrc;
  let askedAtMs = -Infinity;
  let bitrateAtMs = -Infinity;
  let receivedBytes = 0;
  let receivedPackets = 0;
  // Before the handshake is done there are no keys to send with.
  const isConnected = (): boolean => peer.connectionState === "connected";
  const ask = (leastMs: number): void => {
    const nowMs = performance.now();
    const source = videoSource();
    if (source === undefined || !isConnected() || nowMs - askedAtMs < leastMs) return;
    askedAtMs = nowMs;
    void video?.transceiver.receiver.sendRtcpPLI(source);
  };
  const openPath = (transceiver: RTCRtpTransceiver): TrackPath => {
    const kind = transceiver.kind === "video" ? "video" : "audio";
    const path = createTrackPath({ kind, codecs: () => transceiver.codecs, clock, sink });
    paths.push(path);
    if (kind === "video") video = { transceiver, path };
    return path;
  };
  const onPacket = (bytes: number): void => {
    sink.onSign();
    receivedBytes += bytes;
    receivedPackets += 1;
  };
  peer.onRemoteTransceiverAdded.subscribe((transceiver) => {
    const path = openPath(transceiver);
    transceiver.onTrack.subscribe((track) => {
      track.onReceiveRtcp.subscribe(() => sink.onSign());
      receive(track, path, onPacket);
    });
  });
  const tick = (): void => {
    for (const path of paths) path.tick(nowUs());
    if (video?.path.needsKey === true) ask(urgentKeyEveryMs);
    const nowMs = performance.now();
    const source = videoSource();
    if (video === undefined || source === undefined || !isConnected() || nowMs - bitrateAtMs < bitrateEveryMs) return;
    bitrateAtMs = nowMs;
    void sendBitrate(video.transceiver, source, maxBitsPerSecond);
  };
  const stop = tickTogether(everyMs, tick);
  return {
    requestKey: () => ask(keyRequestEveryMs),
    get needsKey() {
      return video?.path.needsKey ?? false;
    },
    get figures() {
      return { receivedBytes, receivedPackets, lostPackets: paths.reduce((sum, { lost }) => sum + lost, 0) };
    },
    close: stop,
  };
};
