import { MediaStreamTrack, RtpHeader, RtpPacket, type RTCPeerConnection, type RTCRtpTransceiver } from "werift";
import type { FramePackets } from "../../outputs/rtp-feed.ts";
import { withCredentials } from "../whip/sdp-fragment.ts";
import { awaitHandshake, createPeer, localAnswer, type PeerAddress } from "./create-peer.ts";

/** A viewer's connection. */
export interface Viewer {
  /** Our answer, with all of our candidates in it. */
  readonly answer: string;
  readonly isConnected: boolean;
  /** Sends one frame; before the first key picture nothing of the pictures is sent. */
  send(packets: FramePackets): void;
  /** What follows continues elsewhere: pictures wait for a key picture. */
  restartPictures(): void;
  addCandidate(candidate: string, mid: string): Promise<void>;
  restart(credentials: { readonly ufrag: string; readonly pwd: string }): Promise<string>;
  /** How many signs of life came so far: reports, checks. */
  readonly signs: number;
  readonly sentBytes: number;
  close(): Promise<void>;
}

/** Whom a connection tells. */
export interface ViewerSink {
  onConnected(): void;
  /** The viewer lost pictures and cannot go on without a key picture. */
  onKeyWanted(): void;
  onLost(): void;
}

/** Everything that a viewer gets belongs to one stream, so that sound and picture are kept together. */
const streamId = "tfx";

const answerOffer = async (peer: RTCPeerConnection, sdp: string): Promise<void> => {
  await peer.setRemoteDescription({ type: "offer", sdp });
  for (const transceiver of peer.getTransceivers()) {
    transceiver.setDirection("sendonly");
    transceiver.sender.streamId = streamId;
    if (transceiver.sender.track === null) await transceiver.sender.replaceTrack(new MediaStreamTrack({ kind: transceiver.kind }));
  }
  awaitHandshake(peer, sdp);
  await peer.setLocalDescription(await peer.createAnswer());
};

/** One track on its way to a viewer, with its own count. */
const createLane = ({ sender }: RTCRtpTransceiver) => {
  let sequence = Math.floor(Math.random() * 0x1_0000);
  return ({ payloads, ticks }: FramePackets): number => {
    let bytes = 0;
    for (const [index, payload] of payloads.entries()) {
      sequence = (sequence + 1) & 0xffff;
      const marker = index === payloads.length - 1 && sender.kind === "video";
      const header = new RtpHeader({ sequenceNumber: sequence, timestamp: ticks % 2 ** 32, marker });
      bytes += payload.length;
      void sender.sendRtp(new RtpPacket(header, payload));
    }
    return bytes;
  };
};

/** Signs of life that only ICE sees: checks of the other side and answers to ours. */
const checksOf = (peer: RTCPeerConnection): number => {
  const pair = peer.iceTransports[0]?.connection.nominated;
  return pair === undefined ? 0 : pair.requestsReceived + pair.responsesReceived;
};

/** Answers a viewer's offer. @throws whatever is wrong with the offer */
export const openViewer = async (offer: string, address: PeerAddress, sink: ViewerSink): Promise<Viewer> => {
  const peer = createPeer(address);
  let reports = 0;
  let sentBytes = 0;
  let needsKey = true;
  peer.connectionStateChange.subscribe((state) => {
    if (state === "connected") sink.onConnected();
    if (state === "failed" || state === "closed" || state === "disconnected") sink.onLost();
  });
  try {
    await answerOffer(peer, offer);
    if (/^m=\w+ 0 /m.test(peer.localDescription?.sdp ?? "m=none 0 ")) throw new Error("It has to take H.264 and Opus.");
  } catch (error) {
    await peer.close();
    throw error;
  }
  const lanes = new Map(peer.getTransceivers().map((transceiver) => [transceiver.kind, createLane(transceiver)]));
  for (const { sender } of peer.getTransceivers()) {
    sender.onRtcp.subscribe(() => void (reports += 1));
    sender.onPictureLossIndication.subscribe(() => sink.onKeyWanted());
  }
  return {
    answer: localAnswer(peer),
    get isConnected() {
      return peer.connectionState === "connected";
    },
    send(packets) {
      const lane = lanes.get(packets.kind);
      if (lane === undefined || peer.connectionState !== "connected") return;
      if (packets.kind === "video") {
        if (packets.key) needsKey = false;
        if (needsKey) return;
      }
      sentBytes += lane(packets);
    },
    restartPictures: () => void (needsKey = true),
    async addCandidate(candidate, sdpMid) {
      await peer.addIceCandidate({ candidate, sdpMid });
    },
    async restart(credentials) {
      await answerOffer(peer, withCredentials(offer, credentials));
      return localAnswer(peer);
    },
    get signs() {
      return reports + checksOf(peer);
    },
    get sentBytes() {
      return sentBytes;
    },
    close: async () => peer.close(),
  };
};
