import { orderCodecs } from "./codec-order.ts";
import type { MediaPath, PathState, SendOptions } from "./media-path.ts";

/** Bits a second of the sound: music is sent as well as voices. */
const soundBits = 96_000;

const addTracks = (rtc: RTCPeerConnection, { stream, maxKbps, maxFps }: SendOptions): void => {
  for (const track of stream.getTracks()) {
    const isVideo = track.kind === "video";
    // One encoding: WHIP servers take no more than they are sure to pass on (RFC 9725 §4.4.1).
    const encoding: RTCRtpEncodingParameters = isVideo ? { maxBitrate: maxKbps * 1_000, maxFramerate: maxFps } : { maxBitrate: soundBits };
    const transceiver = rtc.addTransceiver(track, { direction: "sendonly", streams: [stream], sendEncodings: [encoding] });
    if (isVideo) transceiver.setCodecPreferences(orderCodecs(RTCRtpSender.getCapabilities("video")?.codecs ?? []));
  }
};

const stateOf = ({ connectionState, iceConnectionState }: RTCPeerConnection): PathState => {
  if (connectionState === "failed" || connectionState === "closed") return "failed";
  if (connectionState === "disconnected" || iceConnectionState === "disconnected") return "interrupted";
  return connectionState === "connected" ? "connected" : "connecting";
};

/** Opens a path of the browser's own. */
export const openMediaPath = (options: SendOptions): MediaPath => {
  const rtc = new RTCPeerConnection({ bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
  addTracks(rtc, options);
  let offered: RTCSessionDescriptionInit | undefined;
  const sdpOf = ({ sdp = "" }: RTCSessionDescriptionInit): string => sdp;
  return {
    async offer() {
      offered = await rtc.createOffer();
      return sdpOf(offered);
    },
    async begin(answer, iceServers) {
      rtc.setConfiguration({ ...rtc.getConfiguration(), iceServers: [...iceServers] });
      await rtc.setLocalDescription(offered);
      await rtc.setRemoteDescription({ type: "answer", sdp: answer });
    },
    async restart() {
      const offer = await rtc.createOffer({ iceRestart: true });
      await rtc.setLocalDescription(offer);
      return sdpOf(offer);
    },
    finishRestart: (answer) => rtc.setRemoteDescription({ type: "answer", sdp: answer }),
    get state() {
      return stateOf(rtc);
    },
    onCandidate(listen) {
      rtc.addEventListener("icecandidate", ({ candidate }) => listen(candidate ?? undefined));
    },
    onState(listen) {
      const tell = (): void => listen(stateOf(rtc));
      for (const change of ["connectionstatechange", "iceconnectionstatechange"]) rtc.addEventListener(change, tell);
    },
    stats: () => rtc.getStats(),
    close: () => rtc.close(),
  };
};
