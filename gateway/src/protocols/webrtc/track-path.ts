import type { RTCRtpCodecParameters, RtpPacket } from "werift";
import type { AudioFormat, MediaFrame, VideoFormat } from "../../stream/media-frame.ts";
import { createAv1Track } from "../av1/av1-track.ts";
import { createH264Track } from "../h264/h264-track.ts";
import { createOpusTrack, opusClockRate } from "../opus/opus-track.ts";
import type { SenderReport, StreamClock, TrackClock } from "../rtp/stream-clock.ts";
import { createTrackIntake, type Depacketizer, type TrackIntake } from "../rtp/track-intake.ts";
import { createVp8Track } from "../vp8/vp8-track.ts";
import { createVp9Track } from "../vp9/vp9-track.ts";

/** What frames and their formats are told to. */
export interface FrameSink {
  onVideoFormat(format: VideoFormat): void;
  onAudioFormat(format: AudioFormat): void;
  onFrame(frame: MediaFrame): void;
}

/** One kind of a publisher's media: from whichever source it comes, and in whichever of the agreed codecs. */
export interface TrackPath {
  push(packet: RtpPacket, nowUs: number): void;
  handleReport(ssrc: number, report: SenderReport): void;
  tick(nowUs: number): void;
  /** Sequence numbers of lost packets that its source is to be asked for now. */
  repeats(nowUs: number): readonly number[];
  /** The source that is heard now. */
  readonly ssrc: number | undefined;
  readonly needsKey: boolean;
  readonly lost: number;
}

/** What a path is made of. */
export interface TrackPathOptions {
  readonly kind: MediaFrame["kind"];
  /** What was agreed on, by payload type. */
  readonly codecs: () => readonly RTCRtpCodecParameters[];
  readonly clock: StreamClock;
  readonly sink: FrameSink;
}

const videoRate = 90_000;
/** Packets of the source before may still be under way. */
const lateUs = 500_000;

const videoTracks = new Map([
  ["video/h264", createH264Track],
  ["video/vp8", createVp8Track],
  ["video/vp9", createVp9Track],
  ["video/av1", createAv1Track],
]);

const opus: AudioFormat = { codec: "opus", sampleRate: opusClockRate, channels: 2, config: new Uint8Array() };

const createDepacketizer = ({ mimeType }: RTCRtpCodecParameters, sink: FrameSink): Depacketizer | undefined => {
  const codec = mimeType.toLowerCase();
  return codec === "audio/opus" ? createOpusTrack() : videoTracks.get(codec)?.((format) => sink.onVideoFormat(format));
};

/** Packets of one source in one codec. */
interface Run {
  readonly ssrc: number;
  readonly payloadType: number;
  readonly firstSequence: number;
  readonly beganUs: number;
  readonly depacketizer: Depacketizer;
  readonly clock: TrackClock;
  readonly intake: TrackIntake;
}

/** The picture that was coming stays unfinished, and what follows it needs a key picture. */
const breakOff = (depacketizer: Depacketizer): void =>
  void depacketizer.push({ sequence: 0, timestamp: 0, marker: false, payload: new Uint8Array(), lost: 1 });

const isBefore = (sequence: number, first: number): boolean => ((sequence - first) & 0xffff) > 0x7fff;

/** Makes the path of one kind. A sender that begins anew, from another source or in another codec, goes on in the same stream. */
export const createTrackPath = ({ kind, codecs, clock, sink }: TrackPathOptions): TrackPath => {
  // Sound is always Opus: what codes it anew may start before the first packet comes.
  if (kind === "audio") sink.onAudioFormat(opus);
  let run: Run | undefined;
  let before: Run | undefined;
  let lostBefore = 0;
  const begin = ({ header: { ssrc, payloadType, sequenceNumber } }: RtpPacket, nowUs: number): Run | undefined => {
    const codec = codecs().find((one) => one.payloadType === payloadType);
    const isSameCodec = run?.payloadType === payloadType;
    const depacketizer = isSameCodec ? run?.depacketizer : codec && createDepacketizer(codec, sink);
    if (depacketizer === undefined) return undefined;
    if (isSameCodec) breakOff(depacketizer);
    const trackClock = run?.ssrc === ssrc ? run.clock : clock.track(kind === "video" ? videoRate : opusClockRate);
    const afterUs = run?.intake.lastUs ?? -1;
    const intake = createTrackIntake({ kind, clock: trackClock, depacketizer, afterUs, onFrame: (frame) => sink.onFrame(frame) });
    return { ssrc, payloadType, firstSequence: sequenceNumber, beganUs: nowUs, depacketizer, clock: trackClock, intake };
  };
  /** Whether a packet still belongs to the run before. */
  const isLate = ({ header: { ssrc, payloadType, sequenceNumber } }: RtpPacket, nowUs: number): boolean => {
    if (run === undefined || before === undefined || before.ssrc !== ssrc || before.payloadType !== payloadType) return false;
    return run.ssrc === ssrc ? isBefore(sequenceNumber, run.firstSequence) : nowUs - run.beganUs < lateUs;
  };
  const find = (packet: RtpPacket, nowUs: number): Run | undefined => {
    const { ssrc, payloadType } = packet.header;
    if (run !== undefined && run.ssrc === ssrc && run.payloadType === payloadType) return run;
    const next = isLate(packet, nowUs) ? undefined : begin(packet, nowUs);
    if (next === undefined) return undefined;
    lostBefore += run?.intake.lost ?? 0;
    [before, run] = [run, next];
    return run;
  };
  return {
    push(packet, nowUs) {
      const { header, payload } = packet;
      const found = find(packet, nowUs);
      found?.intake.push({ sequence: header.sequenceNumber, timestamp: header.timestamp, marker: header.marker, payload }, nowUs);
    },
    handleReport: (ssrc, report) => void (run?.ssrc === ssrc && run.clock.handleReport(report)),
    tick: (nowUs) => run?.intake.tick(nowUs),
    repeats: (nowUs) => run?.intake.repeats(nowUs) ?? [],
    get ssrc() {
      return run?.ssrc;
    },
    get needsKey() {
      return run?.intake.needsKey ?? kind === "video";
    },
    get lost() {
      return lostBefore + (run?.intake.lost ?? 0);
    },
  };
};
