import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { WebSocketServer } from "ws";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import type { ChunkSessions } from "./chunk-sessions.ts";
import { streamName } from "./session-http.ts";

/** What the second way in stands on. */
export interface ChunkOptions {
  readonly sessions: ChunkSessions;
  readonly gatekeeper: Gatekeeper;
  /** Seconds to wait for an address that asks too often; 0 for all others. */
  readonly mustWait: (request: IncomingMessage) => number;
  /** Counts what an address holds open, until the answer is called; undefined when it is too much. */
  readonly enter: (request: IncomingMessage) => (() => void) | undefined;
  readonly report: (error: unknown) => void;
}

/** Ten seconds of a fast recorder. */
const largestChunk = 8 * 1024 * 1024;

const crowdedSeconds = 10;

const refusals = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  429: "Too Many Requests",
  503: "Service Unavailable",
} as const;

const refuse = (socket: Duplex, status: keyof typeof refusals, retryAfter = 0): void => {
  const again = retryAfter === 0 ? "" : `retry-after: ${retryAfter}\r\n`;
  const text = `HTTP/1.1 ${status} ${refusals[status]}\r\n${again}connection: close\r\ncontent-length: 0\r\n\r\n`;
  // Nobody else ends this connection, and the other side may never do so.
  socket.end(text, () => socket.destroy());
};

/** The address that was asked for; undefined for what is none. */
const urlOf = ({ url = "/" }: IncomingMessage): URL | undefined => URL.parse(url, "http://gateway") ?? undefined;

/**
 * The second way in, for networks that let no WebRTC out: `/chunks/<stream>`, a WebSocket for what
 * `MediaRecorder` makes (WebM). `?session=` goes on after a cut.
 */
export const addChunkRoutes = (app: FastifyInstance, options: ChunkOptions): { close(): Promise<void> } => {
  const { sessions, gatekeeper, mustWait, enter, report } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: largestChunk });
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const url = urlOf(request);
    const stream = /^\/chunks\/([^/]+)$/.exec(url?.pathname ?? "")?.[1] ?? "";
    if (url === undefined || !streamName.test(stream)) return refuse(socket, 404);
    const leave = enter(request);
    if (leave === undefined) return refuse(socket, 429, crowdedSeconds);
    socket.once("close", leave);
    const waitSeconds = mustWait(request);
    if (waitSeconds > 0) return refuse(socket, 429, waitSeconds);
    // Browsers cannot set headers of a WebSocket.
    const shown = url.searchParams.get("token") ?? request.headers.authorization;
    const entry = await gatekeeper.check(shown, stream, "publish");
    if (entry.status !== 200) return refuse(socket, entry.status);
    const session = await sessions.enter(stream, entry, url.searchParams.get("session"));
    if (session === "taken") return refuse(socket, 409, 2);
    if (session === "busy") return refuse(socket, 503, 2);
    server.handleUpgrade(request, socket, head, (webSocket) => session.attach(webSocket));
  };
  app.server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    upgrade(request, socket, head).catch((error: unknown) => {
      report(error);
      refuse(socket, 503);
    });
  });
  return {
    async close() {
      await sessions.close();
      server.close();
    },
  };
};
