import {
  MediaStreamTrack,
  RTCPeerConnection,
  RtcpSenderInfo,
  RtcpSrPacket,
  RtpHeader,
  RtpPacket,
  useH264,
  useOPUS,
  type RTCRtpSender,
} from "werift";
import { ntpOf } from "../protocols/rtp/ntp.ts";
import { packetizeH264 } from "../protocols/h264/packetize.ts";
import type { MediaFrame, VideoFormat } from "../stream/media-frame.ts";
import type { Film } from "./load-film.ts";
import { gathered, loopbackPeer } from "./loopback-peer.ts";

/** A publisher that sends a film again and again, made beforehand: it costs next to nothing. */
export interface ReplayPublisher {
  /** The address of its session. */
  readonly session: string;
  /** When the film began, on the clock of `performance.now()`. */
  readonly startedMs: number;
  close(): Promise<void>;
}

const payloadType = { video: 96, audio: 97 } as const;
const clockRate = { video: 90_000, audio: 48_000 } as const;
const mostPayloadBytes = 1_188;
const everyMs = 5;
const reportEveryMs = 1_000;

/** Says when the film's moments are, whenever it gets to send them: the library would say when it sent the last packet. */
const reportHonestly = (sender: RTCRtpSender, clockRateHz: number, startedAtMs: number): (() => void) => {
  Object.assign(sender, { runRtcp: async () => undefined });
  const report = (): void => {
    const nowMs = Date.now();
    const rtpTimestamp = Math.round(((nowMs - startedAtMs) * clockRateHz) / 1_000) % 2 ** 32;
    const senderInfo = new RtcpSenderInfo({ ntpTimestamp: ntpOf(nowMs), rtpTimestamp, packetCount: 0, octetCount: 0 });
    void sender.dtlsTransport.sendRtcp([new RtcpSrPacket({ ssrc: sender.ssrc, senderInfo })]);
  };
  report();
  const timer = setInterval(report, reportEveryMs);
  return () => clearInterval(timer);
};

const payloadsOf = (frame: MediaFrame, video: VideoFormat): readonly Uint8Array[] =>
  frame.kind === "audio" ? frame.parts : packetizeH264(frame.parts, video, { key: frame.key, mostBytes: mostPayloadBytes });

/** The packets of a film, counted on from one showing to the next. */
const createReel = ({ format, frames }: Film, lengthUs: number, tracks: Readonly<Record<MediaFrame["kind"], MediaStreamTrack>>) => {
  const { video } = format;
  if (video === undefined) throw new Error("The film has no pictures.");
  const reel = frames.map((frame) => ({ frame, payloads: payloadsOf(frame, video).map((payload) => Buffer.from(payload)) }));
  const sequence = { video: 0, audio: 0 };
  let next = 0;
  const timeOf = (index: number): number => Math.floor(index / reel.length) * lengthUs + (reel[index % reel.length]?.frame.timeUs ?? 0);
  return (elapsedUs: number): void => {
    for (; timeOf(next) <= elapsedUs; next += 1) {
      const one = reel[next % reel.length];
      if (one === undefined) return;
      const { kind } = one.frame;
      const timestamp = Math.round((timeOf(next) * clockRate[kind]) / 1_000_000) % 2 ** 32;
      for (const [index, payload] of one.payloads.entries()) {
        sequence[kind] = (sequence[kind] + 1) & 0xffff;
        const marker = kind === "video" && index === one.payloads.length - 1;
        const header = new RtpHeader({ sequenceNumber: sequence[kind], timestamp, marker, payloadType: payloadType[kind] });
        tracks[kind].writeRtp(new RtpPacket(header, payload));
      }
    }
  };
};

/** Publishes over WHIP until it is closed. `lengthUs`: after this the film begins again. */
export const openReplayPublisher = async (url: string, film: Film, lengthUs: number): Promise<ReplayPublisher> => {
  const peer = new RTCPeerConnection({
    ...loopbackPeer,
    codecs: {
      video: [
        useH264({ payloadType: payloadType.video, parameters: "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f" }),
      ],
      audio: [useOPUS({ payloadType: payloadType.audio })],
    },
  });
  const tracks = { video: new MediaStreamTrack({ kind: "video" }), audio: new MediaStreamTrack({ kind: "audio" }) };
  for (const track of Object.values(tracks)) peer.addTransceiver(track, { direction: "sendonly" });
  const isUp = new Promise<void>((resolve) => peer.connectionStateChange.subscribe((state) => state === "connected" && resolve()));
  await peer.setLocalDescription(await peer.createOffer());
  await gathered(peer);
  const headers = { "content-type": "application/sdp" };
  const response = await fetch(url, { method: "POST", headers, body: peer.localDescription?.sdp ?? "" });
  if (response.status !== 201) throw new Error(`${url} answers ${response.status}`);
  await peer.setRemoteDescription({ type: "answer", sdp: await response.text() });
  await isUp;
  const send = createReel(film, lengthUs, tracks);
  const startedMs = performance.now();
  const startedAtMs = Date.now();
  const silence = peer
    .getTransceivers()
    .map(({ sender }) => reportHonestly(sender, sender.kind === "video" ? clockRate.video : clockRate.audio, startedAtMs));
  const timer = setInterval(() => send((performance.now() - startedMs) * 1_000), everyMs);
  return {
    session: new URL(response.headers.get("location") ?? "", url).href,
    startedMs,
    async close() {
      clearInterval(timer);
      for (const stop of silence) stop();
      await peer.close();
    },
  };
};
