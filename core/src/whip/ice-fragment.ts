/** A candidate that was found, as `RTCPeerConnection` tells of it. */
export interface FoundCandidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
}

const attributeOf = (sdp: string, name: string): string | undefined => new RegExp(`^a=${name}:(.*?)\\s*$`, "m").exec(sdp)?.[1];

const firstSection = (sdp: string): { readonly media: string; readonly mid: string } => {
  const start = sdp.search(/^m=/m);
  const section = start < 0 ? "" : sdp.slice(start);
  return { media: /^m=.*?(?=\s*$)/m.exec(section)?.[0] ?? "m=audio 9 UDP/TLS/RTP/SAVPF 0", mid: attributeOf(section, "mid") ?? "0" };
};

/**
 * The `trickle-ice-sdpfrag` (RFC 8840 §9) that tells the other end of candidates of an own description, or of its new
 * credentials when there are none yet. Everything is bundled, so the first section stands for all.
 */
export const iceFragment = (
  sdp: string,
  candidates: readonly FoundCandidate[],
  { isComplete = false }: { readonly isComplete?: boolean } = {},
): string => {
  const { media, mid } = firstSection(sdp);
  const lines = [
    `a=ice-ufrag:${attributeOf(sdp, "ice-ufrag") ?? ""}`,
    `a=ice-pwd:${attributeOf(sdp, "ice-pwd") ?? ""}`,
    media,
    `a=mid:${mid}`,
    ...candidates.filter(({ candidate }) => candidate !== "").map(({ candidate }) => `a=${candidate}`),
    ...(isComplete ? ["a=end-of-candidates"] : []),
  ];
  return `${lines.join("\r\n")}\r\n`;
};

/**
 * The other end's description as it is after an ICE restart: its answer with the credentials and candidates of the
 * fragment in place of the old ones (RFC 9725 §4.3.3). Undefined when the fragment has no credentials.
 */
export const withRestart = (answer: string, fragment: string): string | undefined => {
  const [ufrag, pwd] = [attributeOf(fragment, "ice-ufrag"), attributeOf(fragment, "ice-pwd")];
  if (ufrag === undefined || pwd === undefined) return undefined;
  const candidates = (fragment.match(/^a=(?:candidate:.*|end-of-candidates)$/gm) ?? []).map((line) => line.trim());
  const renewed = answer
    .replaceAll(/^a=(?:candidate:.*|end-of-candidates)\r?\n/gm, "")
    .replaceAll(/^a=ice-ufrag:.*?(?=\r?$)/gm, `a=ice-ufrag:${ufrag}`)
    .replaceAll(/^a=ice-pwd:.*?(?=\r?$)/gm, `a=ice-pwd:${pwd}`);
  const [head = "", ...sections] = renewed.split(/^(?=m=)/m);
  const found = candidates.map((line) => `${line}\r\n`).join("");
  return [head, ...sections.map((section, index) => (index === 0 ? section.replace(/\r?\n?$/, "\r\n") + found : section))].join("");
};
