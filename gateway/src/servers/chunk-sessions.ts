import { randomBytes } from "node:crypto";
import type { Entry } from "../access/gatekeeper.ts";
import type { Supervisor } from "../processes/supervisor.ts";
import type { EndReason } from "../processes/worker-calls.ts";
import type { Broadcasts } from "./broadcasts.ts";
import { createChunkSession, type ChunkSession } from "./chunk-session.ts";
import type { StreamTable } from "./stream-table.ts";

/** Everybody who publishes over a WebSocket. */
export interface ChunkSessions {
  /** The session that is meant, or a new one. `taken`: somebody else publishes; `busy`: there is no room. */
  enter(stream: string, entry: Pick<Entry, "owner" | "endsAtMs">, wanted: string | null): Promise<ChunkSession | "taken" | "busy">;
  close(): Promise<void>;
}

/** What they stand on. */
export interface ChunkSessionsOptions {
  readonly supervisor: Supervisor;
  readonly streams: StreamTable;
  readonly broadcasts: Broadcasts;
  /** Heard of each session that ended. */
  readonly onEnded: (reason: EndReason) => void;
}

/** Makes an empty book. */
export const createChunkSessions = ({ supervisor, streams, broadcasts, onEnded }: ChunkSessionsOptions): ChunkSessions => {
  const sessions = new Map<string, { readonly session: ChunkSession; readonly owner: string }>();
  const ofStream = (stream: string): readonly ChunkSession[] =>
    [...sessions.values()].filter(({ session }) => session.stream === stream).map(({ session }) => session);
  const begin = async (stream: string, owner: string): Promise<ChunkSession | "taken" | "busy"> => {
    const worker = await supervisor.place(stream);
    const id = randomBytes(16).toString("base64url");
    const { bornUs } = streams.open(stream);
    // A worker that ends meanwhile leaves no room for now.
    const hasBegun = await worker?.call("chunks.begin", { id, stream, bornUs, owner }).catch(() => undefined);
    if (worker === undefined || hasBegun === undefined) return "busy";
    if (!hasBegun) return "taken";
    await Promise.all(ofStream(stream).map((before) => before.replace()));
    const session = createChunkSession({
      id,
      stream,
      push: (bytes) => worker.call("chunks.push", { id, bytes }),
      async onEnded(reason) {
        sessions.delete(id);
        // A worker that is gone has nothing to end.
        const wasThere = await worker.call("chunks.end", { id }).catch(() => true);
        const last = wasThere ? reason : "replaced";
        onEnded(last);
        broadcasts.handleEnded({ stream }, last);
      },
    });
    sessions.set(id, { session, owner });
    broadcasts.handleBegun({ stream });
    return session;
  };
  broadcasts.listen({
    onStopped(stream) {
      for (const session of ofStream(stream)) void session.close();
    },
  });
  return {
    async enter(stream, { owner, endsAtMs }, wanted) {
      const found = sessions.get(wanted ?? "");
      const isSame = found !== undefined && found.session.stream === stream && found.owner === owner;
      const entered = isSame ? found.session : ((await broadcasts.attempt(stream, () => begin(stream, owner))) ?? "busy");
      if (typeof entered === "object") entered.lastUntil(endsAtMs);
      return entered;
    },
    close: async () => void (await Promise.all([...sessions.values()].map(({ session }) => session.close()))),
  };
};
