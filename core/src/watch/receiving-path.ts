import type { MediaPath } from "../publish/media-path.ts";
import { pathOfConnection } from "../publish/path-of-connection.ts";

/** Stereo is decoded only where it is asked for (RFC 7587 §7.1). */
export const withStereo = (sdp: string): string => sdp.replaceAll(/^(a=fmtp:\d+ .*useinbandfec=1)(?!.*stereo)/gm, "$1;stereo=1");

/** What comes over a path, and the path. */
export interface ReceivingPath {
  readonly path: MediaPath;
  readonly stream: MediaStream;
}

/** A path of the browser's own that only receives: no device is asked for. */
export const openReceivingPath = (kinds: readonly ("audio" | "video")[]): ReceivingPath => {
  const rtc = new RTCPeerConnection({ bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
  const stream = new MediaStream();
  rtc.addEventListener("track", ({ track }) => stream.addTrack(track));
  for (const kind of kinds) rtc.addTransceiver(kind, { direction: "recvonly" });
  return { stream, path: pathOfConnection(rtc, withStereo) };
};
