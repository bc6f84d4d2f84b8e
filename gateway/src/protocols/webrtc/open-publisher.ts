import type { RTCPeerConnection } from "werift";
import type { PublishedKinds } from "../../stream/live-stream.ts";
import { withCredentials } from "../whip/sdp-fragment.ts";
import { adoptSources } from "./adopt-sources.ts";
import { authenticateChecks } from "./authenticate-checks.ts";
import { awaitHandshake, createPeer, localAnswer, type PeerAddress } from "./create-peer.ts";
import { keepKeysReady } from "./ready-keys.ts";
import { receiveTracks, type ReceivedFigures, type TrackSink } from "./receive-tracks.ts";

/** A publisher's connection. */
export interface Publisher {
  /** Our answer, with all of our candidates in it. */
  readonly answer: string;
  readonly kinds: PublishedKinds;
  readonly figures: ReceivedFigures;
  requestKey(): void;
  /** A candidate that came later; one that is no use is passed over. */
  addCandidate(candidate: string, mid: string): Promise<void>;
  /** Begins ICE anew with the other side's new credentials; answers our new description. */
  restart(credentials: { readonly ufrag: string; readonly pwd: string }): Promise<string>;
  close(): Promise<void>;
}

/** Whom a connection tells of its end. */
export interface PublisherSink extends TrackSink {
  onConnected(): void;
  onLost(): void;
}

const startBitrateKbps = 1_000;

/** Chromium starts at 300 kbit/s and feels its way; with REMB alone that takes seconds (webrtc `x-google-start-bitrate`). */
const withStartBitrate = (sdp: string): string =>
  sdp.replaceAll(/^(a=fmtp:\d+ .*profile-level-id=.*)$/gim, `$1;x-google-start-bitrate=${startBitrateKbps}`);

const answerOffer = async (peer: RTCPeerConnection, sdp: string): Promise<void> => {
  await peer.setRemoteDescription({ type: "offer", sdp });
  for (const transceiver of peer.getTransceivers()) transceiver.setDirection("recvonly");
  awaitHandshake(peer, sdp);
  await peer.setLocalDescription(await peer.createAnswer());
};

/** How a publisher is let in. */
export interface PublisherOptions {
  readonly address: PeerAddress;
  readonly maxBitsPerSecond: number;
}

/** Answers a publisher's offer. @throws whatever is wrong with the offer */
export const openPublisher = async (
  offer: string,
  { address, maxBitsPerSecond }: PublisherOptions,
  sink: PublisherSink,
): Promise<Publisher> => {
  const peer: RTCPeerConnection = createPeer(address);
  const kinds = { video: /^m=video [1-9]/m.test(offer), audio: /^m=audio [1-9]/m.test(offer) };
  const tracks = receiveTracks(peer, sink, maxBitsPerSecond);
  const close = async (): Promise<void> => {
    tracks.close();
    await peer.close();
  };
  peer.connectionStateChange.subscribe((state) => {
    if (state === "connected") {
      keepKeysReady(peer);
      sink.onConnected();
    }
    if (state === "failed" || state === "closed" || state === "disconnected") sink.onLost();
  });
  try {
    await answerOffer(peer, offer);
    // One part cannot be refused alone (RFC 9725 §4.2): a publisher would not learn that its sound is not heard.
    if (/^m=\w+ 0 /m.test(peer.localDescription?.sdp ?? "m=none 0 ")) throw new Error("None of its codecs is known here.");
    authenticateChecks(peer);
    adoptSources(peer);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    answer: withStartBitrate(localAnswer(peer)),
    kinds,
    get figures() {
      return tracks.figures;
    },
    requestKey: () => tracks.requestKey(),
    async addCandidate(candidate, sdpMid) {
      await peer.addIceCandidate({ candidate, sdpMid });
    },
    async restart(credentials) {
      await answerOffer(peer, withCredentials(offer, credentials));
      return localAnswer(peer);
    },
    close,
  };
};
