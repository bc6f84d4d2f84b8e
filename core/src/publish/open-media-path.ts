import { orderCodecs } from "./codec-order.ts";
import type { MediaPath, SendOptions } from "./media-path.ts";
import { pathOfConnection } from "./path-of-connection.ts";

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

/** Opens a path of the browser's own. */
export const openMediaPath = (options: SendOptions): MediaPath => {
  const rtc = new RTCPeerConnection({ bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
  addTracks(rtc, options);
  return pathOfConnection(rtc);
};
