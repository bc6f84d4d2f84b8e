import { atTokenEnd } from "../access/at-token-end.ts";
import type { FragmentCandidate } from "../protocols/whip/sdp-fragment.ts";
import type { Supervisor } from "../processes/supervisor.ts";
import type { BeginOutcome, EndReason } from "../processes/worker-calls.ts";
import type { Broadcasts } from "./broadcasts.ts";

/** One WHIP session as the front knows it; its media is in a worker. */
export interface Session {
  readonly id: string;
  readonly stream: string;
  /** Names the ICE session (RFC 9725 §4.3.1); another after each restart. */
  readonly etag: string;
  addCandidates(candidates: readonly FragmentCandidate[]): Promise<void>;
  /** Answers the fragment with our new credentials; undefined when it failed, and the session goes on as it was. */
  restart(credentials: { readonly ufrag: string; readonly pwd: string }): Promise<string | undefined>;
  end(reason: EndReason): Promise<void>;
  /** Hears the end, once. Answers its undo. */
  onEnded(listen: (reason: EndReason) => void): () => void;
}

/** What became of an offer. */
export type SessionOutcome =
  | { readonly kind: "begun"; readonly session: Session; readonly answer: string }
  | Exclude<BeginOutcome, { readonly kind: "begun" }>
  /** No worker has room. */
  | { readonly kind: "busy" };

/** What a publisher comes with. */
export interface SessionOffer {
  readonly stream: string;
  readonly sdp: string;
  /** The same again takes its place back. */
  readonly owner: string;
  /** When its token ends, in milliseconds since 1970: it is let go then. */
  readonly endsAtMs?: number | undefined;
}

/** All sessions. */
export interface Sessions {
  begin(offer: SessionOffer): Promise<SessionOutcome>;
  find(id: string): Session | undefined;
  ofStream(stream: string): Session | undefined;
  /** A worker said that one ended. */
  handleEnded(id: string, reason: EndReason): void;
  /** The workers of these streams are gone. */
  handleLost(streams: readonly string[]): void;
  readonly count: number;
}

/** Who hears of sessions. */
export interface SessionsOptions {
  readonly supervisor: () => Supervisor;
  /** Undefined when there is no room for this stream. */
  readonly attempt: Broadcasts["attempt"];
  /** When the times of a stream began; it is there from now on. */
  readonly bornUs: (stream: string) => number;
  readonly onBegun: (session: Session) => void;
  readonly onEnded: (session: Session, reason: EndReason) => void;
}

const createSession = (
  { id, etag: first, stream }: { readonly id: string; readonly etag: string; readonly stream: string },
  supervisor: () => Supervisor,
) => {
  const listeners = new Set<(reason: EndReason) => void>();
  let etag = first;
  const worker = () => supervisor().find(stream);
  const session: Session = {
    id,
    stream,
    get etag() {
      return etag;
    },
    async addCandidates(candidates) {
      await worker()?.call("publish.candidates", { id, candidates });
    },
    async restart(credentials) {
      const restarted = await worker()?.call("publish.restart", { id, ...credentials });
      if (restarted !== undefined) etag = restarted.etag;
      return restarted?.fragment;
    },
    async end(reason) {
      await worker()?.call("publish.end", { id, reason });
    },
    onEnded(listen) {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
  };
  const tellEnded = (reason: EndReason): void => {
    for (const listen of listeners) listen(reason);
    listeners.clear();
  };
  return { session, tellEnded };
};

/** Makes the table of sessions. */
export const createSessions = ({ supervisor, attempt, bornUs, onBegun, onEnded }: SessionsOptions): Sessions => {
  const byId = new Map<string, ReturnType<typeof createSession>>();
  const handleEnded = (id: string, reason: EndReason): void => {
    const found = byId.get(id);
    byId.delete(id);
    if (found === undefined) return;
    found.tellEnded(reason);
    onEnded(found.session, reason);
  };
  const begin = async (offer: SessionOffer): Promise<SessionOutcome> => {
    const { stream, sdp, owner, endsAtMs } = offer;
    const worker = await supervisor().place(stream);
    // The worker may end while it looks at the offer: then there is no room for now.
    const outcome = await worker?.call("publish.begin", { stream, sdp, owner, bornUs: bornUs(stream) }).catch(() => undefined);
    if (outcome === undefined) return { kind: "busy" };
    if (outcome.kind !== "begun") return outcome;
    const { id, etag, answer } = outcome.session;
    const created = createSession({ id, etag, stream }, supervisor);
    byId.set(id, created);
    // A worker that is gone has let it go already.
    const forget = atTokenEnd(endsAtMs, () => void created.session.end("expired").catch(() => undefined));
    created.session.onEnded(forget);
    onBegun(created.session);
    return { kind: "begun", session: created.session, answer };
  };
  return {
    begin: async (offer) => (await attempt(offer.stream, () => begin(offer))) ?? { kind: "busy" },
    find: (id) => byId.get(id)?.session,
    ofStream: (stream) => [...byId.values()].findLast(({ session }) => session.stream === stream)?.session,
    handleEnded,
    handleLost(streams) {
      for (const [id, { session }] of byId) if (streams.includes(session.stream)) handleEnded(id, "worker-lost");
    },
    get count() {
      return byId.size;
    },
  };
};
