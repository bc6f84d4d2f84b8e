import { createSecretKey } from "node:crypto";
import {
  RtcpSenderInfo,
  RtcpSourceDescriptionPacket,
  RtcpSrPacket,
  RtpHeader,
  SourceDescriptionChunk,
  SourceDescriptionItem,
  type RTCDtlsTransport,
  type RTCRtpTransceiver,
} from "werift";
import type { FramePackets } from "../../outputs/rtp-feed.ts";
import { ntpOf } from "../rtp/ntp.ts";
import { protectRtp, type PacketHead } from "./protect-rtp.ts";

/** One track on its way to a viewer. */
export interface RtpLane {
  /** Sends a frame; answers its bytes. `frameMs`: when it is shown, in milliseconds since 1970. */
  send(packets: FramePackets, frameMs: number): number;
}

/** Packets that can be sent again: more than half a second of a fast stream. */
const kept = 512;
const reportEveryMs = 1_000;

type Protect = (head: PacketHead, payload: Buffer) => Buffer;

/** Encrypts as was agreed: with our own short way for what browsers choose, and with the library's for the rest. */
const createProtect = ({ srtp }: RTCDtlsTransport): Protect => {
  const { localContext, config } = srtp;
  const aes128Gcm = 7;
  if (config.profile === aes128Gcm) {
    const keys = { key: createSecretKey(localContext.srtpSessionKey), salt: localContext.srtpSessionSalt };
    return (head, payload) => protectRtp(head, payload, keys);
  }
  return ({ index, ...head }, payload) => srtp.encrypt(payload, new RtpHeader({ ...head, sequenceNumber: index & 0xffff }));
};

/** Sender reports (RFC 3550 §6.4.1): they tell when pictures and sound belong together. */
const createReports = (ssrc: number, name: string, transport: () => RTCDtlsTransport) => {
  let packetCount = 0;
  let octetCount = 0;
  let reportedAtMs = -Infinity;
  return {
    count(packets: number, octets: number): void {
      packetCount += packets;
      octetCount += octets;
    },
    tick(rtpTimestamp: number, frameMs: number): void {
      const nowMs = performance.now();
      if (nowMs - reportedAtMs < reportEveryMs) return;
      reportedAtMs = nowMs;
      const counts = { packetCount: packetCount % 2 ** 32, octetCount: octetCount % 2 ** 32 };
      const senderInfo = new RtcpSenderInfo({ ntpTimestamp: ntpOf(frameMs), rtpTimestamp, ...counts });
      const items = [new SourceDescriptionItem({ type: 1, text: name })];
      const description = new RtcpSourceDescriptionPacket({ chunks: [new SourceDescriptionChunk({ source: ssrc, items })] });
      void transport().sendRtcp([new RtcpSrPacket({ ssrc, senderInfo }), description]);
    },
  };
};

/** Makes the lane of a track; nothing may be sent before the connection is there. `name`: the same for both tracks. */
export const createRtpLane = ({ sender }: RTCRtpTransceiver, name: string): RtpLane => {
  const { ssrc, kind } = sender;
  const sent = new Map<number, Buffer>();
  const reports = createReports(ssrc, name, () => sender.dtlsTransport);
  let index = Math.floor(Math.random() * 0x8000);
  let protect: Protect | undefined;
  const post = (datagram: Buffer): void => {
    const { nominated } = sender.dtlsTransport.iceTransport.connection;
    // What cannot be sent is lost, as on any network.
    nominated?.protocol.sendData(datagram, nominated.remoteAddr).catch(() => undefined);
  };
  sender.onGenericNack.subscribe(({ lost }) => {
    for (const number of lost) {
      // The library counts on over the end of the numbers within one request.
      const datagram = sent.get(number & 0xffff);
      if (datagram !== undefined) post(datagram);
    }
  });
  return {
    send({ payloads, ticks }, frameMs) {
      const payloadType = sender.codec?.payloadType;
      if (payloadType === undefined) return 0;
      protect ??= createProtect(sender.dtlsTransport);
      const timestamp = ticks % 2 ** 32;
      let bytes = 0;
      for (const [at, payload] of payloads.entries()) {
        index += 1;
        const marker = kind === "video" && at === payloads.length - 1;
        const datagram = protect({ ssrc, payloadType, marker, index, timestamp }, payload);
        sent.set(index & 0xffff, datagram);
        sent.delete((index - kept) & 0xffff);
        post(datagram);
        bytes += payload.length;
      }
      reports.count(payloads.length, bytes);
      reports.tick(timestamp, frameMs);
      return bytes;
    },
  };
};
