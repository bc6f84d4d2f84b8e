import { createHash, timingSafeEqual } from "node:crypto";
import { createServer as createPlainServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import { limits } from "@tfx/protocol";
import type { SiteConfig } from "@tfx/protocol/broadcasts";
import { fastify, type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Metrics } from "../metrics/metrics.ts";
import { addPermissionsPolicy, helmetOptions, type SecurityHeaderOptions } from "./security-headers.ts";
import { serveWebApp } from "./web-app.ts";

/** What the HTTP side stands on. */
export interface HttpServerOptions extends Omit<SecurityHeaderOptions, "gateways"> {
  readonly gatewayUrl: string | undefined;
  readonly broadcastOrigins: readonly string[];
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly webRoot: string;
  readonly metricsToken: string | undefined;
  readonly metrics: Metrics;
  readonly version: string;
  readonly log: Logger;
}

/** The HTTP side of the server: web app, health and metrics. No route takes a body. */
export const openHttpServer = async (options: HttpServerOptions): Promise<FastifyInstance> => {
  const app = createApp(options);
  app.setErrorHandler((error, _request, reply) => {
    const status = clientErrorOf(error);
    if (status === undefined) options.log.error({ err: error }, "request failed");
    return reply
      .code(status ?? 500)
      .type("text/plain; charset=utf-8")
      .send(status === undefined ? "Something went wrong here.\n" : notUnderstood);
  });
  addPermissionsPolicy(app);
  const site = siteConfigOf(options);
  await app.register(helmet, helmetOptions({ ...options, gateways: site.gateways }));
  await app.register((open) => serveOpenFacts(open, { version: options.version, site }));
  app.get("/metrics", async (request, reply) => {
    if (!isAllowed(request.headers.authorization, options.metricsToken)) {
      return reply.code(401).header("www-authenticate", "Bearer").type("text/plain; charset=utf-8").send("A token is needed here.\n");
    }
    return reply
      .header("cache-control", "no-store")
      .type(options.metrics.contentType)
      .send(await options.metrics.text());
  });
  await serveWebApp(app, options);
  return app;
};

const siteConfigOf = ({ gatewayUrl, broadcastOrigins }: HttpServerOptions): SiteConfig => ({
  ...(gatewayUrl === undefined ? {} : { gateway: gatewayUrl }),
  gateways: [...new Set([...(gatewayUrl === undefined ? [] : [gatewayUrl]), ...broadcastOrigins])],
});

/** What pages of any origin may read: the extension's ask before a call. */
const serveOpenFacts = async (
  app: FastifyInstance,
  { version, site }: { readonly version: string; readonly site: SiteConfig },
): Promise<void> => {
  await app.register(cors, { origin: "*", methods: ["GET"] });
  const open = { helmet: { crossOriginResourcePolicy: { policy: "cross-origin" } } } as const;
  app.get("/healthz", open, (_request, reply) =>
    reply.header("cache-control", "no-store").send({ status: "ok", version, protocol: limits.protocolVersion }),
  );
  app.get("/config.json", open, (_request, reply) => reply.header("cache-control", "no-cache").send(site));
};

const notUnderstood = "This request cannot be understood.\n";

/** The status of an error that the request itself caused; a file that may not or cannot exist is not there. */
const clientErrorOf = (error: unknown): number | undefined => {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && error.code === "ENAMETOOLONG") return 404;
  const status = "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
  if (status === 403) return 404;
  return status < 500 ? status : undefined;
};

const createApp = ({ tls }: HttpServerOptions): FastifyInstance =>
  fastify({
    bodyLimit: 1_024,
    forceCloseConnections: true,
    serverFactory: (handler) => {
      const timeouts = { requestTimeout: 10_000, keepAliveTimeout: 5_000 };
      return tls === undefined ? createPlainServer(timeouts, handler) : createTlsServer({ ...timeouts, ...tls }, handler);
    },
    // A request that does not even reach a route is answered without repeating any of it.
    frameworkErrors: (_error, _request, reply) => {
      reply.hijack();
      reply.raw.writeHead(400, { "content-type": "text/plain; charset=utf-8" }).end(notUnderstood);
    },
  });

const isAllowed = (authorization: string | undefined, token: string | undefined): boolean => {
  if (token === undefined) return true;
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`));
};
