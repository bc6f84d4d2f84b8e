/** What is wrong with an offer: the HTTP status to answer with, and words for the developer. */
export interface OfferProblem {
  readonly status: 400 | 422;
  readonly text: string;
}

const longestOffer = 64 * 1024;

const wrongDirection = {
  publish: { pattern: /^a=(?:recvonly|inactive)\s*$/m, text: "Every media section has to be sendonly or sendrecv." },
  view: { pattern: /^a=(?:sendonly|inactive)\s*$/m, text: "Every media section has to be recvonly or sendrecv." },
} as const;

/** What viewers are sent: their offers have to list it. */
const sent = {
  video: { pattern: /^a=rtpmap:\d+ H264\/90000\s*$/im, text: "H.264 pictures" },
  audio: { pattern: /^a=rtpmap:\d+ opus\/48000\/2\s*$/im, text: "Opus sound" },
} as const;

/** Says what of the stream a viewer's offer has no codec for. */
const missingCodecs = (sections: readonly string[]): OfferProblem | undefined => {
  const missing = (["video", "audio"] as const).filter((kind) =>
    sections.some((section) => section.startsWith(kind) && !sent[kind].pattern.test(section)),
  );
  if (missing.length === 0) return undefined;
  const texts = missing.map((kind) => sent[kind].text).join(" and ");
  return { status: 422, text: `This stream is sent as ${texts}, which the offer does not list. Leave out what cannot be played.` };
};

/**
 * Checks what is offered against RFC 9725 §4.2 and draft-ietf-wish-whep §4.2: one bundle, at most one
 * track of each kind, all of them sent to us, or received from us. Undefined when it is fine.
 */
export const checkOffer = (sdp: unknown, purpose: "publish" | "view"): OfferProblem | undefined => {
  if (typeof sdp !== "string" || sdp.length > longestOffer || !/^v=0\r?\n/.test(sdp) || !/^o=.*\r?\n/m.test(sdp))
    return { status: 400, text: "This is no session description (RFC 8866)." };
  const sections = sdp.split(/^m=/m).slice(1);
  const kinds = sections.map((section) => /^[a-z]+/.exec(section)?.[0] ?? "");
  if (sections.length === 0) return { status: 400, text: "The offer has no media." };
  if (kinds.some((kind) => kind !== "audio" && kind !== "video")) return { status: 422, text: "Only audio and video are taken." };
  if (new Set(kinds).size !== kinds.length) return { status: 422, text: "At most one track of each kind is taken." };
  const { pattern, text } = wrongDirection[purpose];
  if (sections.some((section) => pattern.test(section))) return { status: 422, text };
  if (sections.length > 1 && !/^a=group:BUNDLE /m.test(sdp)) return { status: 422, text: "The media have to be bundled (RFC 9143)." };
  if (!sections.every((section) => /^a=rtcp-mux\s*$/m.test(section)))
    return { status: 422, text: "RTCP has to be multiplexed (RFC 5761)." };
  if (!/^a=fingerprint:/m.test(sdp) || !/^a=ice-ufrag:/m.test(sdp))
    return { status: 400, text: "ICE credentials or the DTLS fingerprint are missing." };
  return purpose === "view" ? missingCodecs(sections) : undefined;
};
