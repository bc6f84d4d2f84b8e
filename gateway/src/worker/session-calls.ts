import type { CallHandlers } from "../processes/link.ts";
import type { WorkerCalls } from "../processes/worker-calls.ts";
import type { FragmentCandidate } from "../protocols/whip/sdp-fragment.ts";
import type { LiveStream } from "../stream/live-stream.ts";
import type { ChunkPublishers } from "./chunk-publishers.ts";
import type { Publishers } from "./publishers.ts";
import type { Viewers } from "./viewers.ts";

type CallsOf<Area extends string> = Pick<CallHandlers<WorkerCalls>, Extract<keyof WorkerCalls, `${Area}.${string}`>>;

interface TakesCandidates {
  addCandidate(candidate: string, mid: string): Promise<void>;
}

/** A candidate that cannot be used, such as one of a name, is no error (RFC 9725 §4.3.2). */
const addAll = async (peer: TakesCandidates | undefined, candidates: readonly FragmentCandidate[]): Promise<void> => {
  for (const { candidate, mid } of candidates) await peer?.addCandidate(candidate, mid).catch(() => undefined);
};

/** What the front asks about publishers. */
export const publishCalls = (publishers: Publishers): CallsOf<"publish"> => ({
  "publish.begin": (offer) => publishers.begin(offer),
  "publish.candidates": ({ id, candidates }) => addAll(publishers.find(id)?.publisher, candidates),
  "publish.restart": async ({ id, ...credentials }) =>
    publishers
      .find(id)
      ?.restart(credentials)
      .catch(() => undefined),
  "publish.end": ({ id, reason }) => publishers.end(id, reason),
});

/** What the front asks about publishers over WebSockets. */
export const chunkCalls = (publishers: ChunkPublishers): CallsOf<"chunks"> => ({
  "chunks.begin": async (offer) => publishers.begin(offer),
  "chunks.push": async ({ id, bytes }) => publishers.push(id, bytes),
  "chunks.end": async ({ id }) => publishers.end(id),
});

/** What the front asks about viewers over WebRTC. */
export const viewCalls = (viewers: Viewers, find: (stream: string) => LiveStream | undefined): CallsOf<"view"> => ({
  "view.begin": ({ stream, sdp }) => viewers.begin({ stream, sdp, live: find(stream) }),
  "view.candidates": ({ id, candidates }) => addAll(viewers.find(id)?.viewer, candidates),
  "view.restart": async ({ id, ...credentials }) =>
    viewers
      .find(id)
      ?.restart(credentials)
      .catch(() => undefined),
  "view.end": ({ id }) => viewers.end(id),
});
