import type { StreamPlace } from "../processes/worker-calls.ts";
import type { LiveStream } from "../stream/live-stream.ts";
import { createChunkPublication, type ChunkPublication } from "./chunk-publication.ts";

/** Who publishes over a WebSocket. */
export interface ChunkPublishers {
  /** False while somebody else publishes under that name; the same token takes its place back. */
  begin(offer: StreamPlace & { readonly id: string; readonly token: string }): boolean;
  /** False when the bytes cannot be read, or nobody of that name is there. */
  push(id: string, bytes: Uint8Array): boolean;
  end(id: string): void;
}

interface Live {
  readonly stream: string;
  readonly token: string;
  readonly publication: ChunkPublication;
}

/** Makes the table of a process. */
export const createChunkPublishers = (open: (place: StreamPlace) => LiveStream): ChunkPublishers => {
  const byId = new Map<string, Live>();
  const end = (id: string): void => {
    byId.get(id)?.publication.end();
    byId.delete(id);
  };
  return {
    begin({ id, stream, bornUs, token }) {
      const live = open({ stream, bornUs });
      const before = [...byId].find(([, one]) => one.stream === stream);
      const isSame = before !== undefined && token !== "" && before[1].token === token;
      if (live.isLive && !isSame) return false;
      if (before !== undefined) end(before[0]);
      byId.set(id, { stream, token, publication: createChunkPublication(live) });
      return true;
    },
    push: (id, bytes) => byId.get(id)?.publication.push(bytes) ?? false,
    end,
  };
};
