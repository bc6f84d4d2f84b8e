import type { ChunkOutcome, PublisherFigures, StreamPlace } from "../processes/worker-calls.ts";
import type { LiveStream } from "../stream/live-stream.ts";
import { createChunkPublication, type ChunkPublication } from "./chunk-publication.ts";
import { createRateMeter, type RateMeter } from "./rate-meter.ts";
import type { StreamHolder, StreamHolders } from "./stream-holders.ts";

/** Who publishes over a WebSocket. */
export interface ChunkPublishers {
  /** False while somebody else publishes under that name; its owner takes its place back. */
  begin(offer: StreamPlace & { readonly id: string; readonly owner: string }): Promise<boolean>;
  push(id: string, bytes: Uint8Array): ChunkOutcome;
  /** False when it was over already: somebody else publishes, or nobody. */
  end(id: string): boolean;
  /** Figures of everybody; to be asked at even intervals. */
  measure(elapsedMs: number): readonly PublisherFigures[];
}

/** What they stand on. */
export interface ChunkPublishersOptions {
  readonly open: (place: StreamPlace) => LiveStream;
  readonly holders: StreamHolders;
  readonly maxBitsPerSecond: number;
}

interface Live {
  readonly publication: ChunkPublication;
  readonly meter: RateMeter;
  readonly holder: StreamHolder;
  receivedBytes: number;
  chunks: number;
}

/** Makes the table of a process. */
export const createChunkPublishers = ({ open, holders, maxBitsPerSecond }: ChunkPublishersOptions): ChunkPublishers => {
  const byId = new Map<string, Live>();
  const end = (id: string): boolean => {
    const live = byId.get(id);
    if (live === undefined) return false;
    byId.delete(id);
    holders.release(live.holder);
    live.publication.end();
    return true;
  };
  const add = ({ id, stream, owner, bornUs }: Parameters<ChunkPublishers["begin"]>[0]): Live => {
    const figures = () => ({ receivedBytes: live.receivedBytes, receivedPackets: live.chunks, lostPackets: 0 });
    const live: Live = {
      publication: createChunkPublication(open({ stream, bornUs })),
      meter: createRateMeter(stream, figures, maxBitsPerSecond),
      // Whether it comes back after a cut is for the front to know.
      holder: { stream, owner, isDead: () => false, replace: async () => void end(id) },
      receivedBytes: 0,
      chunks: 0,
    };
    byId.set(id, live);
    return live;
  };
  return {
    async begin(offer) {
      if (!holders.mayTake(offer.stream, offer.owner)) return false;
      await holders.hold(add(offer).holder);
      return true;
    },
    push(id, bytes) {
      const live = byId.get(id);
      if (live === undefined) return "over";
      live.receivedBytes += bytes.length;
      live.chunks += 1;
      if (live.meter.isTooFast()) return "too-fast";
      return live.publication.push(bytes) ? "taken" : "unreadable";
    },
    end,
    measure: (elapsedMs) => [...byId.values()].map(({ meter }) => meter.measure(elapsedMs)),
  };
};
