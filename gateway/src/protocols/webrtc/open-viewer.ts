import { MediaStreamTrack, type RTCPeerConnection } from "werift";
import type { FramePackets } from "../../outputs/rtp-feed.ts";
import { withCredentials } from "../whip/sdp-fragment.ts";
import { authenticateChecks } from "./authenticate-checks.ts";
import { awaitHandshake, createPeer, localAnswer, type PeerAddress } from "./create-peer.ts";
import { keepKeysReady } from "./ready-keys.ts";
import { createRtpLane } from "./rtp-lane.ts";

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
  let zeroMs: number | undefined;
  peer.connectionStateChange.subscribe((state) => {
    if (state === "connected") {
      keepKeysReady(peer);
      sink.onConnected();
    }
    if (state === "failed" || state === "closed" || state === "disconnected") sink.onLost();
  });
  try {
    await answerOffer(peer, offer);
    if (/^m=\w+ 0 /m.test(peer.localDescription?.sdp ?? "m=none 0 ")) throw new Error("It has to take H.264 and Opus.");
    authenticateChecks(peer);
  } catch (error) {
    await peer.close();
    throw error;
  }
  const lanes = new Map(peer.getTransceivers().map((transceiver) => [transceiver.kind, createRtpLane(transceiver, peer.cname)]));
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
      const timeMs = (packets.ticks * 1_000) / packets.clockRate;
      // Both tracks are told of the same zero.
      zeroMs ??= Date.now() - timeMs;
      sentBytes += lane.send(packets, zeroMs + timeMs);
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
