/** Statistics of one link, a digest of `RTCPeerConnection.getStats()` (W3C webrtc-stats). */
export interface LinkStats {
  /** Round trip in milliseconds, of the nominated candidate pair. */
  readonly rttMs: number | undefined;
  /** Share of packets lost on the way here since the last digest, 0 to 1. */
  readonly lossIn: number;
  readonly kbpsIn: number;
  readonly kbpsOut: number;
  /** Frames a second of the received camera picture. */
  readonly fpsIn: number | undefined;
  /** How packets travel: directly, or through a TURN relay and over which protocol to it. */
  readonly path: "direct" | "relay-udp" | "relay-tcp" | "relay-tls" | undefined;
  /** One judgement from loss and round trip. */
  readonly quality: "good" | "fair" | "poor";
}
