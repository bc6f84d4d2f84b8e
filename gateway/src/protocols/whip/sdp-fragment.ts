/** A trickled candidate with the media section it belongs to. */
export interface FragmentCandidate {
  readonly mid: string;
  /** The attribute's value, as `RTCIceCandidate.candidate` has it. */
  readonly candidate: string;
}

/** What a `trickle-ice-sdpfrag` says (RFC 8840 §9). */
export interface SdpFragment {
  readonly ufrag: string | undefined;
  readonly pwd: string | undefined;
  readonly candidates: readonly FragmentCandidate[];
}

const mostCandidates = 64;

/** Reads a fragment; undefined for what is none. */
export const readSdpFragment = (text: string): SdpFragment | undefined => {
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  if (lines.length === 0 || !lines.every((line) => /^[a-z]=[^\0]{0,1024}$/.test(line))) return undefined;
  let mid = "";
  const candidates: FragmentCandidate[] = [];
  const find = (name: string): string | undefined => lines.find((line) => line.startsWith(`a=${name}:`))?.slice(name.length + 3);
  for (const line of lines) {
    if (line.startsWith("m=")) mid = "";
    else if (line.startsWith("a=mid:")) mid = line.slice(6);
    else if (line.startsWith("a=candidate:")) candidates.push({ mid, candidate: line.slice(2) });
  }
  if (candidates.length > mostCandidates) return undefined;
  return { ufrag: find("ice-ufrag"), pwd: find("ice-pwd"), candidates };
};

const attribute = (sdp: string, name: string): string => new RegExp(`^a=${name}:(.*)$`, "m").exec(sdp)?.[1]?.trim() ?? "";

/** The fragment that answers an ICE restart (RFC 9725 §4.3.3): our new credentials and all candidates. */
export const restartFragment = (answer: string): string => {
  const [media = "m=audio 9 UDP/TLS/RTP/SAVPF 0"] = /^m=.*$/m.exec(answer) ?? [];
  const candidates = [...new Set(answer.match(/^a=candidate:.*$/gm))].map((line) => line.trim());
  const lite = /^a=ice-lite\r?$/m.test(answer) ? ["a=ice-lite"] : [];
  const head = [...lite, `a=ice-ufrag:${attribute(answer, "ice-ufrag")}`, `a=ice-pwd:${attribute(answer, "ice-pwd")}`];
  return `${[...head, media.trim(), `a=mid:${attribute(answer, "mid")}`, ...candidates, "a=end-of-candidates"].join("\r\n")}\r\n`;
};

/** An offer as it would be with other ICE credentials, for a restart. */
export const withCredentials = (offer: string, { ufrag, pwd }: { readonly ufrag: string; readonly pwd: string }): string =>
  offer
    .replaceAll(/^a=ice-ufrag:.*$/gm, `a=ice-ufrag:${ufrag}`)
    .replaceAll(/^a=ice-pwd:.*$/gm, `a=ice-pwd:${pwd}`)
    .replaceAll(/^a=(?:candidate:.*|end-of-candidates)\r?\n/gm, "");
