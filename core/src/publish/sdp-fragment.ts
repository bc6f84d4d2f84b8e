/** A candidate of this side, as the connection gave it. */
export type LocalCandidate = Pick<RTCIceCandidateInit, "candidate" | "sdpMid" | "usernameFragment">;

/** What travels by PATCH (RFC 8840 §9). */
export const fragmentType = "application/trickle-ice-sdpfrag";

const attribute = (sdp: string, name: string): string | undefined => new RegExp(`^a=${name}:(.*)$`, "m").exec(sdp)?.[1]?.trim();

/** The name of an ICE session: it changes with each restart. */
export const ufragOf = (sdp: string): string => attribute(sdp, "ice-ufrag") ?? "";

interface Section {
  readonly media: string;
  readonly mid: string;
}

const sectionsOf = (sdp: string): readonly Section[] =>
  sdp
    .split(/^(?=m=)/m)
    .slice(1)
    .map((section) => ({ media: /^m=.*$/m.exec(section)?.[0].trim() ?? "", mid: attribute(section, "mid") ?? "" }));

/** Tells the other side of candidates, or of a restart when they belong to new credentials (RFC 9725 §4.3). */
export const writeFragment = (sdp: string, candidates: readonly LocalCandidate[], isComplete: boolean): string => {
  const [first] = sectionsOf(sdp);
  const group = attribute(sdp, "group");
  const head = [
    ...(group === undefined ? [] : [`a=group:${group}`]),
    `a=ice-ufrag:${ufragOf(sdp)}`,
    `a=ice-pwd:${attribute(sdp, "ice-pwd") ?? ""}`,
  ];
  // All media are in one bundle, so a candidate is of its first section.
  const own = candidates.flatMap(({ candidate = "" }) => (candidate === "" ? [] : [`a=${candidate.replace(/^a=/, "")}`]));
  const section = first === undefined ? [] : [first.media, `a=mid:${first.mid}`];
  return `${[...head, ...section, ...new Set(own), ...(isComplete ? ["a=end-of-candidates"] : [])].join("\r\n")}\r\n`;
};

/**
 * The answer as it is after a restart: with the credentials and candidates of the server's fragment in
 * place of the former ones (RFC 9725 §4.3.3). Undefined when the fragment has no credentials.
 */
export const restartedAnswer = (answer: string, fragment: string): string | undefined => {
  const [ufrag, pwd] = [attribute(fragment, "ice-ufrag"), attribute(fragment, "ice-pwd")];
  if (ufrag === undefined || pwd === undefined) return undefined;
  const candidates = [...new Set(fragment.match(/^a=candidate:.*$/gm))].map((line) => line.trim());
  const lines = answer
    .replaceAll(/^a=ice-ufrag:.*$/gm, `a=ice-ufrag:${ufrag}`)
    .replaceAll(/^a=ice-pwd:.*$/gm, `a=ice-pwd:${pwd}`)
    .replaceAll(/^a=(?:candidate:.*|end-of-candidates)\r?\n/gm, "");
  const [head = "", first, ...rest] = lines.split(/^(?=m=)/m);
  if (first === undefined) return undefined;
  const added = candidates.map((line) => `${line}\r\n`).join("");
  return [head, `${first.endsWith("\n") ? first : `${first}\r\n`}${added}`, ...rest].join("");
};

/** The offer as it is sent: RTCP has no way of its own, which browsers do not write down (RFC 9725 §4.4.1, RFC 8858). */
export const writeOffer = (sdp: string): string =>
  sdp.includes("a=rtcp-mux-only") ? sdp : sdp.replaceAll(/^a=rtcp-mux(\r?)$/gm, "a=rtcp-mux$1\na=rtcp-mux-only$1");
