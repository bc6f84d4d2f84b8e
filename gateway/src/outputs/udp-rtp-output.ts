import { randomBytes } from "node:crypto";
import {
  RtcpSenderInfo,
  RtcpSourceDescriptionPacket,
  RtcpSrPacket,
  RtpHeader,
  RtpPacket,
  SourceDescriptionChunk,
  SourceDescriptionItem,
} from "werift";
import { ntpOf } from "../protocols/rtp/ntp.ts";
import { rtpPayloadType, rtpPortOffset } from "../protocols/sdp/rtp-sdp.ts";
import type { MediaFrame, StreamFormat } from "../stream/media-frame.ts";
import { outputKind } from "./output-kind.ts";
import { packetsOf, type FramePackets } from "./rtp-feed.ts";
import { createUdpSender, udpTarget, type UdpSender } from "./udp-socket.ts";

const reportEveryMs = 1_000;
/** One RTP stream with its reports (RFC 3550 §6.4.1). `wallMs`: when the stream's zero was. */
const createTrack = (kind: MediaFrame["kind"], sender: UdpSender) => {
  const ssrc = randomBytes(4).readUInt32BE();
  let sequence = randomBytes(2).readUInt16BE();
  let packetCount = 0;
  let octetCount = 0;
  let reportedAtMs = -Infinity;
  const report = (rtpTimestamp: number, frameMs: number): void => {
    const senderInfo = new RtcpSenderInfo({ ntpTimestamp: ntpOf(frameMs), rtpTimestamp, packetCount, octetCount });
    const name = new SourceDescriptionItem({ type: 1, text: "tfx" });
    const description = new RtcpSourceDescriptionPacket({ chunks: [new SourceDescriptionChunk({ source: ssrc, items: [name] })] });
    const compound = [new RtcpSrPacket({ ssrc, senderInfo }).serialize(), description.serialize()];
    sender.send(Buffer.concat(compound), rtpPortOffset[kind] + 1);
  };
  return ({ payloads, ticks }: FramePackets, frameMs: number): void => {
    const timestamp = ticks % 2 ** 32;
    for (const [index, payload] of payloads.entries()) {
      sequence = (sequence + 1) & 0xffff;
      const marker = kind === "audio" || index === payloads.length - 1;
      const header = new RtpHeader({ ssrc, sequenceNumber: sequence, timestamp, marker, payloadType: rtpPayloadType[kind] });
      sender.send(new RtpPacket(header, payload).serialize(), rtpPortOffset[kind]);
      packetCount += 1;
      octetCount += payload.length;
    }
    const nowMs = performance.now();
    if (nowMs - reportedAtMs < reportEveryMs) return;
    reportedAtMs = nowMs;
    report(timestamp, frameMs);
  };
};

/** Plain RTP to a UDP address: pictures on the port, sound two above, reports on the odd ones between. */
export const udpRtpOutput = outputKind({
  name: "udp-rtp",
  about: "Sends RTP to a UDP address: pictures to the port, sound to the port two above; the SDP file says so to players.",
  params: udpTarget.refine(({ port }) => port % 2 === 0, { message: "The port has to be even." }),
  open(bus, target, context) {
    const sender = createUdpSender(target, (detail) => context.report({ state: "retrying", detail }));
    const tracks = { video: createTrack("video", sender), audio: createTrack("audio", sender) };
    let format: StreamFormat | undefined;
    /** When the stream's zero was, by the wall; both tracks are told of the same one. */
    let zeroMs: number | undefined;
    context.report({ state: "waiting" });
    const undo = bus.listen(
      {
        onFormat(next) {
          format = next;
          context.report({ state: "running" });
        },
        onFrame(frame) {
          const packets = format === undefined ? undefined : packetsOf(frame, format);
          if (packets === undefined) return;
          zeroMs ??= Date.now() - frame.timeUs / 1_000;
          tracks[frame.kind](packets, zeroMs + frame.timeUs / 1_000);
        },
        onPause: () => context.report({ state: "waiting", writtenBytes: sender.sentBytes }),
        onEnd: () => undefined,
      },
      { fromKey: true },
    );
    return {
      close() {
        undo();
        sender.close();
      },
    };
  },
});
