import type { PageControl, SentFigures } from "../control.ts";

declare const answerOffer: (name: string, sdp: string) => Promise<string>;

const gathered = (peer: RTCPeerConnection): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (peer.iceGatheringState === "complete") resolve();
    };
    peer.addEventListener("icegatheringstatechange", look);
    look();
  });

const connected = (peer: RTCPeerConnection): Promise<void> =>
  new Promise((resolve, reject) => {
    peer.addEventListener("connectionstatechange", () => {
      if (peer.connectionState === "connected") resolve();
      if (peer.connectionState === "failed") reject(new Error("A publisher does not come through"));
    });
  });

const preferH264 = (transceiver: RTCRtpTransceiver): void => {
  const { codecs = [] } = RTCRtpSender.getCapabilities("video") ?? {};
  const isWanted = ({ mimeType, sdpFmtpLine = "" }: RTCRtpCodec): boolean =>
    mimeType === "video/H264" && sdpFmtpLine.includes("packetization-mode=1") && sdpFmtpLine.includes("42e01f");
  transceiver.setCodecPreferences(codecs.filter((codec) => isWanted(codec) || codec.mimeType.endsWith("rtx")));
};

const createPeer = (tracks: readonly MediaStreamTrack[], maxKbps: number): RTCPeerConnection => {
  const peer = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  for (const track of tracks) {
    const sendEncodings = track.kind === "video" ? [{ maxBitrate: maxKbps * 1_000 }] : [];
    const transceiver = peer.addTransceiver(track, { direction: "sendonly", sendEncodings });
    if (track.kind === "video") preferH264(transceiver);
  }
  return peer;
};

const post = async (endpoint: string, body: string): Promise<{ answer: string; session: string }> => {
  const response = await fetch(endpoint, { method: "POST", headers: { "content-type": "application/sdp" }, body });
  if (response.status !== 201) throw new Error(`${endpoint} answers ${response.status}`);
  return { answer: await response.text(), session: new URL(response.headers.get("location") ?? "", endpoint).href };
};

const sentBy = async (peer: RTCPeerConnection): Promise<SentFigures> => {
  let figures = { frames: 0, bytes: 0, resent: 0 };
  for (const entry of (await peer.getStats()).values() as Iterable<Record<string, unknown>>) {
    if (entry["type"] !== "outbound-rtp" || entry["kind"] !== "video") continue;
    const number = (name: string): number => Number(entry[name] ?? 0);
    figures = { frames: number("framesSent"), bytes: number("bytesSent"), resent: number("retransmittedPacketsSent") };
  }
  return figures;
};

/** Publishes the same tracks any number of times. */
export const createPublishers = (tracks: readonly MediaStreamTrack[]): Pick<PageControl, "publish" | "sent" | "stopAll"> => {
  const live: { readonly peer: RTCPeerConnection; readonly session: string | undefined }[] = [];
  return {
    async publish(name, { endpoint, maxKbps }) {
      const peer = createPeer(tracks, maxKbps);
      await peer.setLocalDescription();
      await gathered(peer);
      const sdp = peer.localDescription?.sdp ?? "";
      const isUp = connected(peer);
      const [postedAtMs, beganMs] = [Date.now(), performance.now()];
      const { answer, session } =
        endpoint === undefined ? { answer: await answerOffer(name, sdp), session: undefined } : await post(endpoint, sdp);
      live.push({ peer, session });
      await peer.setRemoteDescription({ type: "answer", sdp: answer });
      await isUp;
      return { connectedMs: performance.now() - beganMs, postedAtMs };
    },
    sent: () => Promise.all(live.map(({ peer }) => sentBy(peer))),
    async stopAll() {
      for (const { peer, session } of live.splice(0)) {
        if (session !== undefined) await fetch(session, { method: "DELETE" });
        peer.close();
      }
    },
  };
};
