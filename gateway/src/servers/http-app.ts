import cors from "@fastify/cors";
import { fastify, type FastifyInstance } from "fastify";

/** The HTTP server before it has any routes. */
export const createHttpApp = async (): Promise<FastifyInstance> => {
  const app = fastify({ bodyLimit: 96 * 1024, forceCloseConnections: true });
  // Ahead of the answer to a preflight, which comes from the next line.
  app.addHook("onRequest", async (request, reply) => {
    if (request.method === "OPTIONS" && request.url.startsWith("/whip/")) void reply.header("accept-post", "application/sdp");
  });
  await app.register(cors, {
    origin: "*",
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
    allowedHeaders: ["authorization", "content-type", "if-match"],
    exposedHeaders: ["location", "etag", "link", "retry-after"],
    // Endpoints say themselves what they take (RFC 9725 §4.1).
    preflight: true,
    optionsSuccessStatus: 200,
    strictPreflight: false,
  });
  return app;
};
