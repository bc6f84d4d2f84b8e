import {
  GenericNack,
  ReceiverEstimatedMaxBitrate,
  RtcpPayloadSpecificFeedback,
  RtcpSrPacket,
  RtcpTransportLayerFeedback,
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

/** Whether the sender said that it sends again what is asked for (RFC 4585 §4.2). */
const sendsAgain = ({ codecs }: RTCRtpTransceiver): boolean =>
  codecs.some(({ rtcpFeedback }) => rtcpFeedback.some(({ type, parameter }) => type === "nack" && (parameter ?? "") === ""));

/**
 * Asks for lost packets (RFC 4585 §6.2.1) by what the jitter buffer misses. The library's own requests are switched
 * off: they go by numbers that only grow, so that none are made for a whole lap once the numbers of a source begin
 * anew at zero or another source follows, and they are made every five milliseconds.
 */
const createRepeatAsker = (transceiver: RTCRtpTransceiver, path: TrackPath): (() => void) => {
  const { receiver, kind } = transceiver;
  Object.defineProperty(receiver, "nackEnabled", { value: undefined });
  if (kind !== "video") return () => undefined;
  return () => {
    const lost = path.repeats(nowUs());
    if (lost.length === 0 || path.ssrc === undefined || !sendsAgain(transceiver)) return;
    const feedback = new GenericNack({ senderSsrc: receiver.rtcpSsrc, mediaSourceSsrc: path.ssrc, lost: [...lost] });
    // A connection that ends just now needs nothing any more.
    void receiver.dtlsTransport.sendRtcp([new RtcpTransportLayerFeedback({ feedback })]).catch(() => undefined);
  };
};

/** Takes the packets of one track. */
const receive = (track: MediaStreamTrack, path: TrackPath, onPacket: (bytes: number) => void): void => {
  track.onReceiveRtp.subscribe((packet: RtpPacket) => {
    path.push(packet, nowUs());
    onPacket(packet.payload.length);
  });
  track.onReceiveRtcp.subscribe((packet) => {
    if (packet instanceof RtcpSrPacket) path.handleReport(packet.ssrc, reportOf(packet));
  });
};

/** Takes what a connection receives until it is closed; asks for no more than so many bits a second. */
export const receiveTracks = (peer: RTCPeerConnection, sink: TrackSink, maxBitsPerSecond: number): ReceivedTracks => {
  const clock = createStreamClock();
  /** Each with who asks for what it misses. */
  const paths = new Map<TrackPath, () => void>();
  let video: { readonly transceiver: RTCRtpTransceiver; readonly path: TrackPath } | undefined;
  /** The source of the pictures: the one that is heard, or the one that the offer names. */
  const videoSource = (): number | undefined => video?.path.ssrc ?? video?.transceiver.receiver.track.ssrc;
  let askedAtMs = -Infinity;
  let bitrateAtMs = -Infinity;
  const counts = { receivedBytes: 0, receivedPackets: 0 };
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
    paths.set(path, createRepeatAsker(transceiver, path));
    if (kind === "video") video = { transceiver, path };
    return path;
  };
  peer.onRemoteTransceiverAdded.subscribe((transceiver) => {
    const path = openPath(transceiver);
    const onPacket = (bytes: number): void => {
      sink.onSign();
      counts.receivedBytes += bytes;
      counts.receivedPackets += 1;
      paths.get(path)?.();
    };
    transceiver.onTrack.subscribe((track) => {
      track.onReceiveRtcp.subscribe(() => sink.onSign());
      receive(track, path, onPacket);
    });
  });
  const tick = (): void => {
    for (const [path, askAgain] of paths) {
      path.tick(nowUs());
      askAgain();
    }
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
      return { ...counts, lostPackets: [...paths.keys()].reduce((sum, { lost }) => sum + lost, 0) };
    },
    close: stop,
  };
};
