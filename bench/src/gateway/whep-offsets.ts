import { setTimeout as wait } from "node:timers/promises";
import { gathered, loopbackPeer, type Film } from "@tfx/gateway/testing";
import { RTCPeerConnection, RtcpSrPacket, useH264, useOPUS, type MediaStreamTrack } from "werift";

/** One track as a receiver that follows its sender reports sees it (RFC 3550 §6.4.1). */
const createClock = (clockRate: number) => {
  let report: { readonly rtp: number; readonly ms: number } | undefined;
  return {
    handle({ senderInfo: { ntpTimestamp, rtpTimestamp } }: RtcpSrPacket): void {
      report = { rtp: rtpTimestamp, ms: Number((ntpTimestamp * 1_000n) >> 16n) / 65_536 };
    },
    msOf: (timestamp: number): number | undefined => report && report.ms + (((timestamp - report.rtp) | 0) * 1_000) / clockRate,
  };
};

const watchTrack = (track: MediaStreamTrack, clockRate: number, isMoment: (payload: Buffer) => boolean) => {
  const clock = createClock(clockRate);
  const moments: number[] = [];
  track.onReceiveRtcp.subscribe((packet) => {
    if (packet instanceof RtcpSrPacket) clock.handle(packet);
  });
  track.onReceiveRtp.subscribe(({ header, payload }) => {
    const ms = isMoment(payload) ? clock.msOf(header.timestamp) : undefined;
    if (ms !== undefined) moments.push(ms);
  });
  return moments;
};

/** How late the packet of each beep is after the picture of its flash, by the reports that browsers go by. */
export const whepOffsetsMs = async (url: string, film: Film, seconds: number): Promise<readonly number[]> => {
  const codecs = { video: [useH264({ payloadType: 96 })], audio: [useOPUS({ payloadType: 97 })] };
  const peer = new RTCPeerConnection({ ...loopbackPeer, codecs });
  // Each second begins with a flash, which is a key picture, and with a beep.
  const beep = film.frames.find(({ kind, timeUs }) => kind === "audio" && timeUs >= 1_000_000);
  const beepUs = (beep?.timeUs ?? 0) % 1_000_000;
  const isBeep = (payload: Buffer): boolean => beep?.parts[0] !== undefined && payload.equals(beep.parts[0]);
  const isFlash = (payload: Buffer): boolean => ((payload[0] ?? 0) & 0x1f) === 24;
  let [flashes, beeps]: [readonly number[], readonly number[]] = [[], []];
  for (const kind of ["video", "audio"] as const)
    peer.addTransceiver(kind, { direction: "recvonly" }).onTrack.subscribe((track) => {
      if (kind === "video") flashes = watchTrack(track, 90_000, isFlash);
      else beeps = watchTrack(track, 48_000, isBeep);
    });
  await peer.setLocalDescription(await peer.createOffer());
  await gathered(peer);
  const headers = { "content-type": "application/sdp" };
  const response = await fetch(url, { method: "POST", headers, body: peer.localDescription?.sdp ?? "" });
  if (response.status !== 201) throw new Error(`${url} answers ${response.status}`);
  await peer.setRemoteDescription({ type: "answer", sdp: await response.text() });
  await wait(seconds * 1_000);
  await peer.close();
  return beeps.flatMap((atMs) => {
    const nearest = flashes.toSorted((one, other) => Math.abs(atMs - one) - Math.abs(atMs - other))[0];
    const offset = nearest === undefined ? Infinity : atMs - beepUs / 1_000 - nearest;
    return Math.abs(offset) > 500 ? [] : [offset];
  });
};
