import { readIceServers } from "./links.ts";

/** The part of `fetch` that WHIP and WHEP need. */
export type FetchPort = (address: string, init: RequestInit) => Promise<Response>;

/** A session that an endpoint made of an offer. */
export interface SessionResource {
  readonly url: string;
  /** Names the ICE session (RFC 9725 §4.3.1); undefined where the server knows no PATCH. */
  readonly etag: string | undefined;
}

/** What an endpoint made of an offer. */
export type OfferOutcome =
  | {
      readonly kind: "created";
      readonly answer: string;
      readonly resource: SessionResource;
      readonly iceServers: readonly RTCIceServer[];
      /** The `Link` header as it came, for extensions. */
      readonly links: string | null;
    }
  | { readonly kind: "refused"; readonly status: number; readonly retryAfterMs: number | undefined }
  /** Nobody answered. */
  | { readonly kind: "unreachable" };

/** What a PATCH came to: no answer at all is status 0. */
export interface PatchOutcome {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: string;
}

/** Who asks, and how. */
export interface RequestOptions {
  /** Shown as `Authorization: Bearer`; without one nothing is shown (RFC 9725 §4.7). */
  readonly token?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly fetch?: FetchPort | undefined;
}

/** What travels by PATCH (RFC 8840 §9). */
export const fragmentType = "application/trickle-ice-sdpfrag";

const authorization = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

/** `Retry-After` in milliseconds from now (RFC 9110 §10.2.3): seconds, or a date. */
export const readRetryAfter = (header: string | null, nowMs: number): number | undefined => {
  if (header === null) return undefined;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1_000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? undefined : Math.max(atMs - nowMs, 0);
};

/** A request that nobody answers is an outcome like another; the caller's own abort is not. */
const ask = async (address: string, init: RequestInit, { fetch: send, signal }: RequestOptions): Promise<Response | undefined> => {
  try {
    return await (send ?? ((to, how) => fetch(to, how)))(address, { ...init, ...(signal === undefined ? {} : { signal }) });
  } catch {
    // Browsers tell no more of it than that it failed.
    signal?.throwIfAborted();
    return undefined;
  }
};

/**
 * Sends an offer to a WHIP or WHEP endpoint (RFC 9725 §4.2, draft-ietf-wish-whep §4.2). Redirects are followed by the
 * browser, which repeats a POST for 307 and 308 alone.
 */
export const postOffer = async (endpoint: string, sdp: string, options: RequestOptions = {}): Promise<OfferOutcome> => {
  const headers = { "content-type": "application/sdp", ...authorization(options.token) };
  const answer = await ask(endpoint, { method: "POST", headers, body: sdp }, options);
  if (answer === undefined) return { kind: "unreachable" };
  const location = answer.headers.get("location");
  const base = answer.url === "" ? endpoint : answer.url;
  if (answer.status !== 201 || location === null || !URL.canParse(location, base))
    return { kind: "refused", status: answer.status, retryAfterMs: readRetryAfter(answer.headers.get("retry-after"), Date.now()) };
  const links = answer.headers.get("link");
  return {
    kind: "created",
    answer: await answer.text(),
    resource: { url: new URL(location, base).href, etag: answer.headers.get("etag") ?? undefined },
    iceServers: readIceServers(links),
    links,
  };
};

/** Tells a session of candidates, or with `match` "*" asks it to restart ICE (RFC 9725 §4.3). */
export const patchSession = async (
  { url, etag }: SessionResource,
  fragment: string,
  { match = etag, ...options }: RequestOptions & { readonly match?: string | undefined } = {},
): Promise<PatchOutcome> => {
  const headers = {
    "content-type": fragmentType,
    ...(match === undefined ? {} : { "if-match": match }),
    ...authorization(options.token),
  };
  const answer = await ask(url, { method: "PATCH", headers, body: fragment }, options);
  if (answer === undefined) return { status: 0, etag: undefined, body: "" };
  return { status: answer.status, etag: answer.headers.get("etag") ?? undefined, body: await answer.text() };
};

/** Ends a session; also while the page goes away. */
export const deleteSession = async ({ url }: SessionResource, options: RequestOptions = {}): Promise<void> => {
  await ask(url, { method: "DELETE", headers: authorization(options.token), keepalive: true }, options);
};
