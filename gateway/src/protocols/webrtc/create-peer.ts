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
 * Makes a connection of ours. Transport-wide congestion control is left out: werift's feedback for it
 * skips the packets of bundled sound, and Chromium then believes that most is lost; REMB does instead.
 */
export const createPeer = ({ host, ports }: PeerAddress): RTCPeerConnection =>
  new RTCPeerConnection({
    iceServers: [],
    iceAdditionalHostAddresses: [host],
    iceInterfaceAddresses: { udp4: host },
    icePortRange: ports === undefined ? undefined : [...ports],
    iceUseIpv6: false,
    bundlePolicy: "max-bundle",
    codecs: { audio: [useOPUS()], video: videoCodecs() },
    headerExtensions: { audio: [], video: [] },
  });

/** A description without the candidates of other addresses: the library names them all, though only ours is bound. */
export const withOwnCandidates = (sdp: string, { host }: PeerAddress): string =>
  sdp.replaceAll(/^a=candidate:\S+ \d+ \S+ \d+ (\S+) .*\r?\n/gm, (line, address: string) => (address === host ? line : ""));
