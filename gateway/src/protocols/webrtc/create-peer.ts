import { RTCPeerConnection, type RTCRtpCodecParameters, useAV1, useH264, useNACK, useOPUS, usePLI, useREMB, useVP8, useVP9 } from "werift";

/** Where peers are reached. */
export interface PeerAddress {
  /** Address that is offered to the other side and bound. */
  readonly host: string;
  /** UDP ports that may be used; any when not given. */
  readonly ports?: readonly [number, number] | undefined;
}

const videoFeedback = [useNACK(), usePLI(), useREMB()];

/** Codecs that are taken, best first: H.264 is passed on as it comes, anything else has to be coded anew. */
const videoCodecs = (): RTCRtpCodecParameters[] => [
  useH264({ rtcpFeedback: videoFeedback, parameters: "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f" }),
  useVP8({ rtcpFeedback: videoFeedback }),
  useVP9({ rtcpFeedback: videoFeedback }),
  useAV1({ rtcpFeedback: videoFeedback }),
];

/**
 * Makes a connection of ours, with ICE in its lite form (RFC 8445 §2.5): publishers and viewers come to us,
 * so that nothing has to be tried from here. One address is bound, and no other is offered. Transport-wide
 * congestion control is left out: werift's feedback for it skips the packets of bundled sound, and Chromium
 * then believes that most is lost; REMB does instead.
 */
export const createPeer = ({ host, ports }: PeerAddress): RTCPeerConnection =>
  new RTCPeerConnection({
    iceServers: [],
    iceLite: true,
    // Without the addresses that the library finds: they would be offered, though only ours is bound.
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: [host],
    iceInterfaceAddresses: { udp4: host },
    icePortRange: ports === undefined ? undefined : [...ports],
    bundlePolicy: "max-bundle",
    codecs: { audio: [useOPUS()], video: videoCodecs() },
    headerExtensions: { audio: [], video: [] },
  });

/** Our description as the other side gets it: ICE is lite in the whole session (RFC 8839 §5.3), which the library says of each medium. */
export const localAnswer = ({ localDescription }: RTCPeerConnection): string =>
  (localDescription?.sdp ?? "").replaceAll(/^a=ice-lite\r?\n/gm, "").replace(/^m=/m, "a=ice-lite\r\nm=");

/**
 * Leaves the first word of the handshake to the other side, when it may have it (RFC 8842 §5.3): the library
 * waits a tenth of a second before it would speak. To be called between offer and answer.
 */
export const awaitHandshake = (peer: RTCPeerConnection, offer: string): void => {
  if (/^a=setup:passive/m.test(offer)) return;
  for (const transport of peer.dtlsTransports) if (transport.role === "auto") transport.role = "server";
};
