import cors from "@fastify/cors";
import { fastify, type FastifyInstance } from "fastify";
import { createGatekeeper } from "./access/gatekeeper.ts";
import { createTokens } from "./access/tokens.ts";
import type { GatewayOptions } from "./gateway-options.ts";
import { addHlsRoutes } from "./servers/hls-routes.ts";
import { createPublishers } from "./servers/publishers.ts";
import { createStreamTable } from "./servers/stream-table.ts";
import { addTsRoutes } from "./servers/ts-routes.ts";
import { addWhipRoutes } from "./servers/whip-routes.ts";

/** A running gateway. */
export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

const createApp = async (): Promise<FastifyInstance> => {
  const app = fastify({ bodyLimit: 96 * 1024, forceCloseConnections: true });
  // Ahead of the answer to a preflight, which comes from the next line.
  app.addHook("onRequest", async (request, reply) => {
    if (request.method === "OPTIONS" && request.url.startsWith("/whip/")) void reply.header("accept-post", "application/sdp");
  });
  await app.register(cors, {
    origin: "*",
    methods: ["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"],
    allowedHeaders: ["authorization", "content-type", "if-match"],
    exposedHeaders: ["location", "etag", "link", "retry-after"],
    // Endpoints say themselves what they take (RFC 9725 §4.1).
    preflight: true,
    optionsSuccessStatus: 200,
    strictPreflight: false,
  });
  return app;
};

/** Starts a gateway. */
export const createGateway = async ({
  host,
  port,
  secret,
  openViewing,
  mediaAddress,
  mediaPorts,
  log,
}: GatewayOptions): Promise<Gateway> => {
  const app = await createApp();
  const streams = createStreamTable((error) => log.warn({ err: error }, "an output failed"));
  const publishers = createPublishers({ streams, address: { host: mediaAddress, ports: mediaPorts } });
  const gatekeeper = createGatekeeper(secret === undefined ? undefined : createTokens(secret), { view: openViewing });
  addWhipRoutes(app, { publishers, gatekeeper });
  addHlsRoutes(app, { streams, gatekeeper });
  addTsRoutes(app, { streams, gatekeeper });
  app.get("/healthz", (_request, reply) => reply.header("cache-control", "no-store").send({ status: "ok" }));
  const url = await app.listen({ host, port });
  return {
    url,
    async close() {
      await publishers.close();
      streams.closeAll();
      await app.close();
    },
  };
};
