import { networkOf } from "../access/address-limits.ts";
import { atTokenEnd } from "../access/at-token-end.ts";
import type { WorkerProcess } from "../processes/worker-process.ts";
import type { ViewOutcome } from "../worker/viewers.ts";
import type { PatchedSession } from "./session-http.ts";

/** One WHEP session as the front knows it; its media is in a worker. */
export interface ViewSession extends PatchedSession {
  readonly id: string;
  readonly stream: string;
  readonly network: string;
  end(): Promise<void>;
}

/** What became of a viewer's offer. */
export type ViewSessionOutcome =
  | { readonly kind: "begun"; readonly session: ViewSession; readonly answer: string }
  | Exclude<ViewOutcome, { readonly kind: "begun" }>;

/** What a viewer comes with. */
export interface ViewOffer {
  readonly stream: string;
  readonly sdp: string;
  readonly address: string;
  /** When its token ends, in milliseconds since 1970: it is let go then. */
  readonly endsAtMs?: number | undefined;
}

/** Everybody who watches over WebRTC. */
export interface ViewSessions {
  begin(offer: ViewOffer): Promise<ViewSessionOutcome>;
  find(id: string): ViewSession | undefined;
  /** A worker said that one ended. */
  handleEnded(id: string): void;
  /** The workers of these streams are gone, and their viewers with them. */
  handleLost(streams: readonly string[]): void;
  /** How many watch a stream, or any. */
  count(stream?: string): number;
  /** How many watch from one network. */
  countFrom(network: string): number;
}

/** Makes the table of viewers. */
export const createViewSessions = (findWorker: (stream: string) => WorkerProcess | undefined): ViewSessions => {
  const byId = new Map<string, ViewSession>();
  const forgetEnds = new Map<string, () => void>();
  const drop = (id: string): void => {
    byId.delete(id);
    forgetEnds.get(id)?.();
    forgetEnds.delete(id);
  };
  const createSession = ({ stream, id, network }: Pick<ViewSession, "stream" | "id" | "network">, first: string): ViewSession => {
    let etag = first;
    return {
      id,
      stream,
      network,
      get etag() {
        return etag;
      },
      async addCandidates(candidates) {
        await findWorker(stream)?.call("view.candidates", { id, candidates });
      },
      async restart(credentials) {
        const restarted = await findWorker(stream)?.call("view.restart", { id, ...credentials });
        if (restarted !== undefined) etag = restarted.etag;
        return restarted?.fragment;
      },
      async end() {
        drop(id);
        await findWorker(stream)?.call("view.end", { id });
      },
    };
  };
  return {
    async begin({ stream, sdp, address, endsAtMs }) {
      // A worker that ends while it looks at the offer leaves nobody who publishes.
      const outcome = await findWorker(stream)
        ?.call("view.begin", { stream, sdp })
        .catch(() => undefined);
      if (outcome === undefined) return { kind: "not-live" };
      if (outcome.kind !== "begun") return outcome;
      const { id, etag, answer } = outcome.session;
      const session = createSession({ stream, id, network: networkOf(address) }, etag);
      byId.set(id, session);
      // A worker that is gone has let it go already.
      const letGo = (): void => void session.end().catch(() => undefined);
      if (endsAtMs !== undefined) forgetEnds.set(id, atTokenEnd(endsAtMs, letGo));
      return { kind: "begun", session, answer };
    },
    find: (id) => byId.get(id),
    handleEnded: drop,
    handleLost(streams) {
      for (const [id, { stream }] of byId) if (streams.includes(stream)) drop(id);
    },
    countFrom: (network) => [...byId.values()].filter((session) => session.network === network).length,
    count: (stream) => [...byId.values()].filter((session) => stream === undefined || session.stream === stream).length,
  };
};
