import { RTCPeerConnection, useH264, useOPUS, type RtpPacket } from "werift";
import type { MediaFrame } from "../stream/media-frame.ts";
import { gathered, loopbackPeer } from "./loopback-peer.ts";

/** A viewer in Node: takes a stream over WHEP as a browser would. */
export interface TestViewer {
  readonly status: number;
  readonly answer: Response;
  readonly session: string;
  readonly peer: RTCPeerConnection;
  /** What came, in its order of arrival. */
  readonly packets: readonly { readonly kind: MediaFrame["kind"]; readonly packet: RtpPacket; readonly atMs: number }[];
  close(): Promise<void>;
}

/** Watches until it is closed. */
export const openTestViewer = async (
  url: string,
  { token, audio = true, video = true }: { token?: string; audio?: boolean; video?: boolean } = {},
): Promise<TestViewer> => {
  const peer = new RTCPeerConnection({
    ...loopbackPeer,
    codecs: { video: [useH264({ payloadType: 96 })], audio: [useOPUS({ payloadType: 97 })] },
  });
  const packets: { kind: MediaFrame["kind"]; packet: RtpPacket; atMs: number }[] = [];
  for (const kind of [...(video ? ["video" as const] : []), ...(audio ? ["audio" as const] : [])]) {
    const transceiver = peer.addTransceiver(kind, { direction: "recvonly" });
    transceiver.onTrack.subscribe((track) =>
      track.onReceiveRtp.subscribe((packet) => void packets.push({ kind, packet, atMs: performance.now() })),
    );
  }
  await peer.setLocalDescription(await peer.createOffer());
  await gathered(peer);
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/sdp", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: peer.localDescription?.sdp ?? "",
  });
  if (answer.status === 201) await peer.setRemoteDescription({ type: "answer", sdp: await answer.text() });
  const session = new URL(answer.headers.get("location") ?? "/", url).href;
  return { status: answer.status, answer, session, peer, packets, close: async () => peer.close() };
};
