import { byId, numberOf, ofType, textOf, type Report, type StatsEntry } from "./entry.ts";

/** How packets travel between two people. */
export interface Path {
  readonly kind: "direct" | "relay";
  readonly protocol: "udp" | "tcp" | "tls";
  /** Types of the two candidates (RFC 8445): host, srflx, prflx, relay. */
  readonly local: string;
  readonly remote: string;
}

/** The candidate pair in use: named by the transport, or marked in browsers that have no transport entry. */
const selectedPair = (report: Report): StatsEntry | undefined => {
  const named = ofType(report, "transport")
    .map((transport) => byId(report, textOf(transport, "selectedCandidatePairId")))
    .find((pair) => pair !== undefined);
  const pairs = ofType(report, "candidate-pair");
  // Firefox marks the pair itself: https://developer.mozilla.org/docs/Web/API/RTCIceCandidatePairStats/selected
  return (
    named ??
    pairs.find((pair) => pair["selected"] === true) ??
    pairs.find((pair) => pair["nominated"] === true && pair["state"] === "succeeded")
  );
};

const protocolOf = (text: string | undefined): Path["protocol"] => (text === "tcp" || text === "tls" ? text : "udp");

/** The path of the pair in use; nothing while there is none. */
export const pathOf = (report: Report): Path | undefined => {
  const pair = selectedPair(report);
  const local = byId(report, textOf(pair, "localCandidateId"));
  const remote = byId(report, textOf(pair, "remoteCandidateId"));
  const localType = textOf(local, "candidateType");
  if (localType === undefined) return undefined;
  const remoteType = textOf(remote, "candidateType") ?? "unknown";
  const isRelay = localType === "relay" || remoteType === "relay";
  // Between us and our relay it may be TCP or TLS, whatever the candidate itself says (webrtc-stats, relayProtocol).
  const protocol = localType === "relay" ? (textOf(local, "relayProtocol") ?? textOf(local, "protocol")) : textOf(local, "protocol");
  return { kind: isRelay ? "relay" : "direct", protocol: protocolOf(protocol), local: localType, remote: remoteType };
};

/** Round trip of the pair in use in milliseconds. */
export const pairRttMs = (report: Report): number | undefined => {
  const seconds = numberOf(selectedPair(report), "currentRoundTripTime");
  return seconds === undefined ? undefined : seconds * 1000;
};
