/** What is read of a codec here (W3C WebRTC §5.2.9). */
type Codec = Pick<RTCRtpCodec, "mimeType" | "sdpFmtpLine">;

/** Constrained baseline in fragments: what every player and every gateway passes on as it is (RFC 6184 §8.1). */
const rank = ({ mimeType, sdpFmtpLine = "" }: Codec): number => {
  const type = mimeType.toLowerCase();
  if (type === "video/h264") {
    if (!sdpFmtpLine.includes("packetization-mode=1")) return 2;
    return /profile-level-id=42[ec]0/i.test(sdpFmtpLine) ? 0 : 1;
  }
  if (type === "video/vp8") return 3;
  if (type === "video/vp9") return 4;
  return type === "video/av1" ? 5 : 6;
};

/** H.264 first where the browser encodes it, then what is cheapest to make H.264 of; what repairs streams stays at the end. */
export const orderCodecs = <C extends Codec>(codecs: readonly C[]): C[] => codecs.toSorted((one, other) => rank(one) - rank(other));
