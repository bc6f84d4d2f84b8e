import type { Interruption } from "./publish-problem.ts";
import { fragmentType, readRetryAfter, type FetchPort } from "../whip/resource.ts";

/** What every request of one broadcast has in common. */
export interface RequesterOptions {
  readonly ask: FetchPort;
  readonly token: string | undefined;
  readonly signal: AbortSignal;
}

/** Requests of WHIP (RFC 9725 §4). A server that cannot be reached is an answer too: undefined. */
export interface WhipRequester {
  post(url: string, offer: string): Promise<Response | undefined>;
  /** `etag`: of the ICE session that candidates belong to, `*` for a restart, undefined where the server has none. */
  patch(url: string, fragment: string, etag: string | undefined): Promise<Response | undefined>;
  /** Whether a session is still known. */
  isKnown(url: string): Promise<boolean>;
  /** Goes on after the page is gone. */
  delete(url: string): Promise<void>;
  /** An open stream of events, where the server has one. */
  events(url: string, signal: AbortSignal): Promise<Response | undefined>;
}

const answerMs = 10_000;
/** More of a server's words is for its log. */
const mostWords = 300;

const isSafe = (url: URL): boolean => url.protocol === "https:" || /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);

/**
 * Browsers follow 307 and 308 with method and body, but leave the token behind where they lead to another
 * origin. The server that was chosen chose that one, so it gets the token as well; never in the clear.
 */
const withoutToken = (asked: string, { redirected, status, url }: Response): boolean => {
  if (!redirected || status !== 401 || !URL.canParse(url)) return false;
  return new URL(url).origin !== new URL(asked).origin && isSafe(new URL(url));
};

/** Makes the requests of one broadcast; each has the token (RFC 9725 §4.7), and an end in time. */
export const createRequester = ({ ask, token, signal }: RequesterOptions): WhipRequester => {
  const bearer: Record<string, string> = token === undefined || token === "" ? {} : { authorization: `Bearer ${token}` };
  const send = async (url: string, options: RequestInit, until: AbortSignal = AbortSignal.timeout(answerMs)) => {
    const request: RequestInit = {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      signal: AbortSignal.any([signal, until]),
      ...options,
      headers: { ...bearer, ...(options.headers as Record<string, string> | undefined) },
    };
    try {
      const response = await ask(url, request);
      return withoutToken(url, response) ? await ask(response.url, request) : response;
    } catch {
      // Browsers say no more than that nothing came of it.
      return undefined;
    }
  };
  return {
    post: (url, offer) => send(url, { method: "POST", headers: { "content-type": "application/sdp" }, body: offer }),
    patch: (url, fragment, etag) =>
      send(url, {
        method: "PATCH",
        headers: { "content-type": fragmentType, ...(etag === undefined ? {} : { "if-match": etag }) },
        body: fragment,
      }),
    async isKnown(url) {
      const response = await send(url, { method: "GET" });
      await response?.body?.cancel();
      // A server of an older draft has no GET for sessions, and says so where it knows one as well.
      return response !== undefined && (response.ok || response.status === 405);
    },
    async delete(url) {
      const response = await send(url, { method: "DELETE", keepalive: true, signal: AbortSignal.timeout(answerMs) });
      await response?.body?.cancel();
    },
    async events(url, until) {
      const body = JSON.stringify(["ended"]);
      const made = await send(url, { method: "POST", headers: { "content-type": "application/json" }, body });
      await made?.body?.cancel();
      const place = made?.status === 201 ? (made.headers.get("location") ?? url) : url;
      const response = await send(new URL(place, made?.url || url).href, { headers: { accept: "text/event-stream" } }, until);
      const isStream = response?.headers.get("content-type")?.startsWith("text/event-stream") === true;
      if (response?.ok === true && isStream) return response;
      await response?.body?.cancel();
      return undefined;
    },
  };
};

/** An answer that is not the one that was hoped for. */
export const refusalOf = async (response: Response): Promise<Interruption> => ({
  why: "answered",
  status: response.status,
  text: (await response.text().catch(() => ""))
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, mostWords),
  retryAfterMs: readRetryAfter(response.headers.get("retry-after"), Date.now()),
});
