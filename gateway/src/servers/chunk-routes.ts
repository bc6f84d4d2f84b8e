import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { WebSocketServer } from "ws";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import type { Supervisor } from "../processes/supervisor.ts";
import type { Broadcasts } from "./broadcasts.ts";
import { createChunkSession, type ChunkSession } from "./chunk-session.ts";
import { streamName } from "./session-http.ts";
import type { StreamTable } from "./stream-table.ts";

/** What the second way in stands on. */
export interface ChunkOptions {
  readonly supervisor: Supervisor;
  readonly streams: StreamTable;
  readonly broadcasts: Broadcasts;
  readonly gatekeeper: Gatekeeper;
  readonly report: (error: unknown) => void;
}

/** Ten seconds of a fast recorder. */
const largestChunk = 8 * 1024 * 1024;

const refuse = (socket: Duplex, status: string): void =>
  void socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);

/** Makes the book of sessions. */
const createChunkSessions = ({ supervisor, streams, broadcasts }: ChunkOptions) => {
  const sessions = new Map<string, { readonly session: ChunkSession; readonly token: string }>();
  return {
    sessions,
    /** The session that is meant, or a new one; undefined while somebody else publishes. */
    async enter(stream: string, token: string, wanted: string | null): Promise<ChunkSession | undefined> {
      const found = sessions.get(wanted ?? "");
      if (found !== undefined && found.session.stream === stream && found.token === token) return found.session;
      const { bornUs } = streams.open(stream);
      const worker = await supervisor.place(stream);
      const id = randomBytes(16).toString("base64url");
      if (worker === undefined || !(await worker.call("chunks.begin", { id, stream, bornUs, token }))) return undefined;
      const session = createChunkSession({
        id,
        stream,
        push: (bytes) => worker.call("chunks.push", { id, bytes }),
        async onEnded() {
          sessions.delete(id);
          // A worker that is gone has nothing to end.
          await worker.call("chunks.end", { id }).catch(() => undefined);
          broadcasts.handleEnded({ stream }, "left");
        },
      });
      sessions.set(id, { session, token });
      broadcasts.handleBegun({ stream });
      return session;
    },
  };
};

/**
 * The second way in, for networks that let no WebRTC out: `/chunks/<stream>`, a WebSocket for what
 * `MediaRecorder` makes (WebM). `?session=` goes on after a cut.
 */
export const addChunkRoutes = (app: FastifyInstance, options: ChunkOptions): { close(): Promise<void> } => {
  const server = new WebSocketServer({ noServer: true, maxPayload: largestChunk });
  const book = createChunkSessions(options);
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://gateway");
    const stream = /^\/chunks\/([^/]+)$/.exec(url.pathname)?.[1] ?? "";
    if (!streamName.test(stream)) return refuse(socket, "404 Not Found");
    // Browsers cannot set headers of a WebSocket.
    const shown = url.searchParams.get("token") ?? request.headers.authorization;
    const { status, token } = await options.gatekeeper.check(shown, stream, "publish");
    if (status !== 200) return refuse(socket, status === 401 ? "401 Unauthorized" : "403 Forbidden");
    const session = await book.enter(stream, token, url.searchParams.get("session"));
    if (session === undefined) return refuse(socket, "409 Conflict");
    server.handleUpgrade(request, socket, head, (webSocket) => session.attach(webSocket));
  };
  app.server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    upgrade(request, socket, head).catch((error: unknown) => {
      options.report(error);
      refuse(socket, "503 Service Unavailable");
    });
  });
  return {
    async close() {
      await Promise.all([...book.sessions.values()].map(({ session }) => session.close()));
      server.close();
    },
  };
};
