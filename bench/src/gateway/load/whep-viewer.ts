import { gathered, loopbackPeer } from "@tfx/gateway/testing";
import { RTCPeerConnection, RtcpReceiverInfo, RtcpRrPacket, useH264, useOPUS } from "werift";

/** What a viewer got so far. */
export interface ViewerCount {
  bytes: number;
  units: number;
  missing: number;
}

/** A viewer over WHEP that counts packets by their open headers and does not decrypt them: it would use up its core. */
export interface WhepViewer {
  readonly count: ViewerCount;
}

const reportEveryMs = 1_000;
/** First byte of RTP and RTCP (RFC 7983), and payload types that are RTCP (RFC 5761). */
const isMedia = (data: Buffer): boolean => (data[0] ?? 0) >= 128 && (data[0] ?? 0) <= 191;
const isRtcp = (data: Buffer): boolean => ((data[1] ?? 0) & 0x7f) >= 64 && ((data[1] ?? 0) & 0x7f) <= 95;

const createCounter = (count: ViewerCount) => {
  const last = new Map<number, number>();
  return {
    take(data: Buffer): void {
      if (isRtcp(data)) return;
      const [ssrc, sequence] = [data.readUInt32BE(8), data.readUInt16BE(2)];
      const before = last.get(ssrc);
      last.set(ssrc, sequence);
      count.units += 1;
      count.bytes += data.length;
      if (before !== undefined) count.missing += (sequence - before - 1) & 0xffff;
    },
    sources: () => [...last],
  };
};

/** On a busy machine the library gives up soon; any client would come again. */
const connectMs = 4_000;
const attempts = 5;

const connectPeer = async (url: string): Promise<RTCPeerConnection | undefined> => {
  const codecs = { video: [useH264({ payloadType: 96 })], audio: [useOPUS({ payloadType: 97 })] };
  const peer = new RTCPeerConnection({ ...loopbackPeer, codecs });
  for (const kind of ["video", "audio"] as const) peer.addTransceiver(kind, { direction: "recvonly" });
  const isUp = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), connectMs);
    peer.connectionStateChange.subscribe((state) => state === "connected" && resolve(true));
  });
  await peer.setLocalDescription(await peer.createOffer());
  await gathered(peer);
  const headers = { "content-type": "application/sdp" };
  const response = await fetch(url, { method: "POST", headers, body: peer.localDescription?.sdp ?? "" });
  if (response.status !== 201) throw new Error(`${url} answers ${response.status}`);
  await peer.setRemoteDescription({ type: "answer", sdp: await response.text() });
  if (await isUp) return peer;
  await peer.close();
  return undefined;
};

/** Opens one; from the first packet on it only counts, and reports as viewers do. */
export const openWhepViewer = async (url: string): Promise<WhepViewer> => {
  let peer: RTCPeerConnection | undefined;
  for (let attempt = 0; attempt < attempts && peer === undefined; attempt += 1) peer = await connectPeer(url);
  if (peer === undefined) throw new Error("A viewer does not come through");
  const count: ViewerCount = { bytes: 0, units: 0, missing: 0 };
  const counter = createCounter(count);
  const transport = peer.dtlsTransports[0];
  const connection = transport?.iceTransport.connection;
  // Nobody else hears packets from now on: the library would decrypt each.
  connection?.onData.allUnsubscribe();
  connection?.onData.subscribe((data) => isMedia(data) && counter.take(data));
  setInterval(() => {
    const of = ([ssrc, highestSequence]: [number, number]) =>
      new RtcpReceiverInfo({ ssrc, fractionLost: 0, packetsLost: 0, highestSequence, jitter: 0, lsr: 0, dlsr: 0 });
    void transport?.sendRtcp([new RtcpRrPacket({ ssrc: 1, reports: counter.sources().map(of) })]);
  }, reportEveryMs);
  return { count };
};
