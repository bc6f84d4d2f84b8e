import type { FastifyInstance } from "fastify";
import { isFromThisMachine } from "../access/own-machine.ts";
import { isSameSecret } from "../access/tokens.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Supervisor } from "../processes/supervisor.ts";
import { version } from "../version.ts";

/** What those who run a gateway look at. */
export interface OperatorOptions {
  readonly metrics: Metrics;
  /** With one, `/metrics` asks for it; without, for the operator's secret. */
  readonly metricsToken: string | undefined;
  readonly adminSecret: string | undefined;
  /** Names of streams stand in the figures, and who knows a name may watch: with tokens nobody gets them for nothing. */
  readonly hasTokens: boolean;
  readonly supervisor: Supervisor;
}

/** `/healthz` and `/metrics`. */
export const addOperatorRoutes = (app: FastifyInstance, options: OperatorOptions): void => {
  const { metrics, metricsToken, adminSecret, hasTokens, supervisor } = options;
  const secret = metricsToken ?? adminSecret;
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
    const isOpen = metricsToken === undefined && !hasTokens && isFromThisMachine(request);
    if (!isOpen && (secret === undefined || !isSameSecret(shown, secret)))
      return reply.code(401).header("www-authenticate", "Bearer").send();
    return reply
      .type(metrics.contentType)
      .header("cache-control", "no-store")
      .send(await metrics.text());
  });
};
