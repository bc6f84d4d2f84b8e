/** The part of `fetch` that WHIP and WHEP need. */
export type FetchPort = (address: string, init: RequestInit) => Promise<Response>;

/** What travels by PATCH (RFC 8840 §9). */
export const fragmentType = "application/trickle-ice-sdpfrag";

/** `Retry-After` in milliseconds from now (RFC 9110 §10.2.3): seconds, or a date. */
export const readRetryAfter = (header: string | null, nowMs: number): number | undefined => {
  if (header === null) return undefined;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1_000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? undefined : Math.max(atMs - nowMs, 0);
};
