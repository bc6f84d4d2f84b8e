/** What is wrong with an offer: the HTTP status to answer with, and words for the developer. */
export interface OfferProblem {
  readonly status: 400 | 422;
  readonly text: string;
}

const longestOffer = 64 * 1024;

/**
 * Checks what a publisher offers against RFC 9725 §4.2: one bundle, at most one track of each kind,
 * all of them sent to us. Undefined when it is fine.
 */
export const checkOffer = (sdp: unknown): OfferProblem | undefined => {
  if (typeof sdp !== "string" || sdp.length > longestOffer || !/^v=0\r?\n/.test(sdp) || !/^o=.*\r?\n/m.test(sdp))
    return { status: 400, text: "This is no session description (RFC 8866)." };
  const sections = sdp.split(/^m=/m).slice(1);
  const kinds = sections.map((section) => /^[a-z]+/.exec(section)?.[0] ?? "");
  if (sections.length === 0) return { status: 400, text: "The offer has no media." };
  if (kinds.some((kind) => kind !== "audio" && kind !== "video")) return { status: 422, text: "Only audio and video are taken." };
  if (new Set(kinds).size !== kinds.length) return { status: 422, text: "At most one track of each kind is taken." };
  if (sections.some((section) => /^a=(?:recvonly|inactive)\s*$/m.test(section)))
    return { status: 422, text: "Every media section has to be sendonly or sendrecv." };
  if (sections.length > 1 && !/^a=group:BUNDLE /m.test(sdp)) return { status: 422, text: "The media have to be bundled (RFC 9143)." };
  if (!sections.every((section) => /^a=rtcp-mux\s*$/m.test(section)))
    return { status: 422, text: "RTCP has to be multiplexed (RFC 5761)." };
  if (!/^a=fingerprint:/m.test(sdp) || !/^a=ice-ufrag:/m.test(sdp))
    return { status: 400, text: "ICE credentials or the DTLS fingerprint are missing." };
  return undefined;
};
