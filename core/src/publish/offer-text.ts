/** The name of an ICE session: it changes with each restart. */
export const ufragOf = (sdp: string): string => /^a=ice-ufrag:(.*?)\s*$/m.exec(sdp)?.[1] ?? "";

/** The offer as it is sent: RTCP has no way of its own, which browsers do not write down (RFC 9725 §4.4.1, RFC 8858). */
export const writeOffer = (sdp: string): string =>
  sdp.includes("a=rtcp-mux-only") ? sdp : sdp.replaceAll(/^a=rtcp-mux(\r?)$/gm, "a=rtcp-mux$1\na=rtcp-mux-only$1");
