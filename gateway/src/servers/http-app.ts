import cors from "@fastify/cors";
import { fastify, type FastifyInstance, type FastifyReply } from "fastify";
import type { AddressLimits } from "../access/address-limits.ts";
import { guardConnections, type OpenConnections } from "../access/open-connections.ts";
import { fragmentType } from "./session-http.ts";

/** How the HTTP server deals with those who ask. */
export interface HttpAppOptions {
  /** What an address may ask, reading aside. */
  readonly limits: AddressLimits;
  readonly connections: OpenConnections;
  readonly trustedProxies: number;
}

/** Reading and asking what is possible is not counted: players do so all the time. */
const uncounted: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
/** An address that holds too much open lets go of some of it by then. */
const crowdedSeconds = 10;
/** A request that is not there as a whole by then never will be: its sender holds a connection and no more. */
const requestMs = 20_000;
const headersMs = 10_000;

/**
 * Nobody who plays asks for more before the answer to the request before has begun and ended. Whoever does could
 * have thousands of answers made over one connection, and leave them unread.
 */
const isPipelined = ({ raw }: FastifyReply): boolean => raw.socket === null;

/** The HTTP server before it has any routes. */
export const createHttpApp = async ({ limits, connections, trustedProxies }: HttpAppOptions): Promise<FastifyInstance> => {
  const app = fastify({
    bodyLimit: 96 * 1024,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: headersMs / 4 },
    forceCloseConnections: true,
    requestTimeout: requestMs,
    trustProxy: (_address: string, hop: number) => hop < trustedProxies,
  });
  if (trustedProxies === 0) guardConnections(app.server, connections);
  const enter = (address: string) => (trustedProxies === 0 ? () => undefined : connections.enter(address));
  app.addHook("onRequest", async (request, reply) => {
    // Also of answers that are written past this framework.
    reply.raw.setHeader("x-content-type-options", "nosniff");
    if (isPipelined(reply)) return reply.code(400).header("connection", "close").send();
    const leave = enter(request.ip);
    if (leave !== undefined) reply.raw.once("close", leave);
    const waitSeconds = leave === undefined ? crowdedSeconds : uncounted.has(request.method) ? 0 : limits.take(request.ip);
    if (waitSeconds === 0) return undefined;
    return reply
      .code(429)
      .headers({ "retry-after": String(waitSeconds), "access-control-allow-origin": "*" })
      .send();
  });
  // Ahead of the answer to a preflight, which comes from the next line.
  app.addHook("onRequest", async (request, reply) => {
    if (request.method === "OPTIONS" && /^\/wh[ie]p\//.test(request.url)) void reply.header("accept-post", "application/sdp");
  });
  await app.register(cors, {
    origin: "*",
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
    allowedHeaders: ["authorization", "content-type", "if-match"],
    // Players place times by the clock of this machine.
    exposedHeaders: ["location", "etag", "link", "retry-after", "date"],
    // Endpoints say themselves what they take (RFC 9725 §4.1).
    preflight: true,
    optionsSuccessStatus: 200,
    strictPreflight: false,
  });
  const asText = { parseAs: "string", bodyLimit: 96 * 1024 } as const;
  app.addContentTypeParser([fragmentType, "application/sdp"], asText, (_request, body, done) => done(null, body));
  return app;
};
