import { createEventReader } from "./event-stream.ts";
import { iceFragment, withRestart } from "../whip/ice-fragment.ts";
import { readIceServers, readLinkTo } from "../whip/links.ts";
import type { LocalCandidate, MediaPath } from "./media-path.ts";
import type { Interruption } from "./publish-problem.ts";
import { ufragOf, writeOffer } from "./offer-text.ts";
import { refusalOf, type WhipRequester } from "./whip-requests.ts";

/** A session that a WHIP server has begun. */
export interface WhipSession {
  /** Its address: who knows it may change and end it. */
  readonly url: string;
  /** Looks for another way of media; whether the server agreed. Of restarts that overlap the latest counts. */
  restart(): Promise<boolean>;
  /** Hears why the server ended it. */
  onEnded(listen: (reason: string) => void): void;
  /** Ends it there. */
  close(): Promise<void>;
}

/** What a session is made of. */
export interface WhipSessionOptions {
  readonly endpoint: string;
  readonly requester: WhipRequester;
  readonly path: MediaPath;
  readonly iceServers: readonly RTCIceServer[];
  /** Ends what listens; `close` ends the session itself. */
  readonly signal: AbortSignal;
}

/** Candidates that come together travel together. */
const gatherMs = 40;
const reopenMs = 500;
/** Extension of servers that tell by events what becomes of a session (draft-ietf-wish-whep §4.8.1, in WHIP as well). */
const eventsRelation = "urn:ietf:params:whip:ext:core:server-sent-events";

interface IceSession {
  readonly sdp: string;
  readonly etag: string | undefined;
}

/** Sends candidates of the present ICE session, several at a time, one request after the other. */
const createTrickle = ({ requester, path, signal }: WhipSessionOptions, url: string) => {
  let ice: IceSession | undefined;
  let waiting: LocalCandidate[] = [];
  let isComplete = false;
  let isSending = false;
  let isWelcome = true;
  const flush = async (): Promise<void> => {
    if (ice === undefined || isSending || signal.aborted || !isWelcome || (waiting.length === 0 && !isComplete)) return;
    const { sdp, etag } = ice;
    const fragment = iceFragment(sdp, waiting, { isComplete });
    [waiting, isComplete, isSending] = [[], false, true];
    const response = await requester.patch(url, fragment, etag);
    await response?.body?.cancel();
    isSending = false;
    // A server without trickle says so once; 412 is about a session that a restart has ended.
    if (response !== undefined && response.status >= 400 && response.status !== 412 && response.status !== 429) isWelcome = false;
    await flush();
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  path.onCandidate((candidate) => {
    if (candidate === undefined || candidate.candidate === "") isComplete = true;
    else waiting.push(candidate);
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), gatherMs);
  });
  return {
    /** Candidates from now on belong to this session; those of another are dropped. */
    setIce(next: IceSession): void {
      ice = next;
      const ufrag = ufragOf(next.sdp);
      waiting = waiting.filter(({ usernameFragment }) => usernameFragment == null || usernameFragment === ufrag);
      void flush();
    },
    /** Keeps candidates back while a restart is asked for. */
    hold(): void {
      ice = undefined;
    },
  };
};

const reasonIn = (data: string): string => {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === "object" && value !== null && "reason" in value ? String(value.reason) : "";
  } catch {
    return "";
  }
};

/** Reads a stream of events to its end; answers the reason when the session ended. */
const readReason = async ({ body }: Response): Promise<string | undefined> => {
  if (body === null) return undefined;
  const read = createEventReader();
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const ended = read(next.value).find(({ type }) => type === "ended");
    if (ended === undefined) continue;
    await reader.cancel();
    return reasonIn(ended.data);
  }
  return undefined;
};

/** Listens to a session's events; a stream that broke off is opened again while the session is known. */
const followEvents = async (
  { requester, signal }: WhipSessionOptions,
  { url, events }: { readonly url: string; readonly events: string },
  onEnded: (reason: string) => void,
): Promise<void> => {
  while (!signal.aborted) {
    const stream = await requester.events(events, signal);
    if (signal.aborted) return;
    if (stream !== undefined) {
      const reason = await readReason(stream).catch(() => undefined);
      if (signal.aborted) return;
      if (reason !== undefined) return onEnded(reason);
    }
    await new Promise((resolve) => setTimeout(resolve, reopenMs));
    if (signal.aborted) return;
    // Silence of the server itself is the end of everything it knew.
    const isKnown = await requester.isKnown(url);
    if (signal.aborted) return;
    if (!isKnown) return onEnded("gone");
    if (stream === undefined) return;
  }
};

/** Publishes once: POST, then media. Answers why not otherwise. */
export const openWhipSession = async (options: WhipSessionOptions): Promise<WhipSession | Interruption> => {
  const { endpoint, requester, path, signal } = options;
  const offer = await path.offer();
  const response = await requester.post(endpoint, writeOffer(offer));
  if (response === undefined) return { why: "unreachable" };
  if (!response.ok) return refusalOf(response);
  const [location, type] = [response.headers.get("location"), response.headers.get("content-type")];
  const answer = await response.text().catch(() => "");
  const base = response.url || endpoint;
  if (location === null || !URL.canParse(location, base) || type?.startsWith("application/sdp") !== true) return { why: "malformed" };
  const url = new URL(location, base).href;
  const links = response.headers.get("link");
  const named = readIceServers(links);
  const session = createSession(options, { url, answer, etag: response.headers.get("etag") ?? undefined, offer });
  try {
    await path.begin(answer, named.length > 0 ? named : options.iceServers);
  } catch {
    await session.close();
    return { why: "malformed" };
  }
  session.begin();
  const events = readLinkTo(links, eventsRelation, url);
  if (events !== undefined && !signal.aborted) void followEvents(options, { url, events }, (reason) => session.tellEnded(reason));
  return session;
};

interface Begun {
  readonly url: string;
  readonly answer: string;
  readonly etag: string | undefined;
  readonly offer: string;
}

const createSession = (options: WhipSessionOptions, begun: Begun) => {
  const { requester, path } = options;
  const { url } = begun;
  const trickle = createTrickle(options, url);
  const listeners = new Set<(reason: string) => void>();
  let { answer, etag } = begun;
  let endedBy: string | undefined;
  let restarts = 0;
  const session = {
    url,
    begin: () => trickle.setIce({ sdp: begun.offer, etag }),
    async restart() {
      // A server that cannot restart gives no ETag (RFC 9725 §4.3.1).
      if (etag === undefined) return false;
      const turn = (restarts += 1);
      trickle.hold();
      const sdp = await path.restart();
      const response = await requester.patch(url, iceFragment(sdp, []), "*");
      if (turn !== restarts) return true;
      const fragment = response?.status === 200 ? await response.text() : "";
      const next = withRestart(answer, fragment);
      if (response === undefined || next === undefined) return false;
      [answer, etag] = [next, response.headers.get("etag") ?? etag];
      await path.finishRestart(next);
      trickle.setIce({ sdp, etag });
      return true;
    },
    onEnded(listen: (reason: string) => void) {
      listeners.add(listen);
      if (endedBy !== undefined) listen(endedBy);
    },
    tellEnded(reason: string) {
      endedBy = reason;
      for (const listen of listeners) listen(reason);
    },
    close: () => requester.delete(url),
  };
  return session satisfies WhipSession;
};
