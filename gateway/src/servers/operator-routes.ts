import type { FastifyInstance } from "fastify";
import { isSameSecret } from "../access/tokens.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Supervisor } from "../processes/supervisor.ts";
import { version } from "../version.ts";

/** What those who run a gateway look at. */
export interface OperatorOptions {
  readonly metrics: Metrics;
  /** With one, `/metrics` asks for it. */
  readonly metricsToken: string | undefined;
  readonly supervisor: Supervisor;
}

/** `/healthz` and `/metrics`. */
export const addOperatorRoutes = (app: FastifyInstance, { metrics, metricsToken, supervisor }: OperatorOptions): void => {
  app.get("/healthz", (_request, reply) => {
    // Without a worker nobody can publish.
    const isWell = supervisor.workers.some(({ isReady }) => isReady);
    return reply
      .code(isWell ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status: isWell ? "ok" : "starting", version });
  });
  app.get("/metrics", async (request, reply) => {
    const shown = request.headers.authorization?.replace(/^Bearer +/i, "") ?? "";
    if (metricsToken !== undefined && !isSameSecret(shown, metricsToken))
      return reply.code(401).header("www-authenticate", "Bearer").send();
    return reply
      .type(metrics.contentType)
      .header("cache-control", "no-store")
      .send(await metrics.text());
  });
};
