import type { FastifyInstance } from "fastify";
import { createAddressLimits, type AddressLimits } from "./access/address-limits.ts";
import { addressOf } from "./access/address-of.ts";
import { createOpenConnections, type OpenConnections } from "./access/open-connections.ts";
import { createGatekeeper } from "./access/gatekeeper.ts";
import { createTokens } from "./access/tokens.ts";
import { addApiRoutes } from "./api/api-routes.ts";
import { createOperations } from "./api/operations.ts";
import { openFront, type Front } from "./create-front.ts";
import { defaultLimits, defaultRates, type GatewayOptions } from "./gateway-options.ts";
import { outputKinds } from "./outputs/output-kinds.ts";
import { addChunkRoutes } from "./servers/chunk-routes.ts";
import { createChunkSessions } from "./servers/chunk-sessions.ts";
import { createHttpApp } from "./servers/http-app.ts";
import { addHlsRoutes } from "./servers/hls-routes.ts";
import { addPosterRoutes } from "./servers/poster-routes.ts";
import { addRecordingRoutes } from "./servers/recording-routes.ts";
import { createRecordings } from "./servers/recordings.ts";
import { addSdpRoutes } from "./servers/sdp-routes.ts";
import { addOperatorRoutes } from "./servers/operator-routes.ts";
import { addTextRoutes } from "./servers/text-routes.ts";
import { addTsRoutes } from "./servers/ts-routes.ts";
import { addWhepRoutes } from "./servers/whep-routes.ts";
import { addWhipRoutes } from "./servers/whip-routes.ts";
import { version } from "./version.ts";

/** A running gateway. */
export interface Gateway {
  readonly url: string;
  /** Processes that carry streams, for those who watch over them. */
  readonly workerPids: readonly number[];
  /** Ends every stream in order: playlists get their end, recordings are finished. May be called twice. */
  close(): Promise<void>;
}

/** What routes are made of. */
interface RouteParts {
  readonly front: Front;
  readonly limits: AddressLimits;
  readonly connections: OpenConnections;
  readonly options: GatewayOptions;
}

/** Adds every route; answers what has to be closed before the workers. */
const addRoutes = (app: FastifyInstance, { front, limits, connections, options }: RouteParts): ReturnType<typeof addChunkRoutes> => {
  const { secret, openViewing, adminSecret, metricsToken, iceServers, trustedProxies = 0 } = options;
  const { sessions, streams, views, audience, readers, texts, facts, metrics, supervisor, broadcasts } = front;
  const tokens = secret === undefined ? undefined : createTokens(secret);
  const gatekeeper = createGatekeeper(tokens, { view: openViewing });
  addWhipRoutes(app, { sessions, gatekeeper, iceServers });
  addWhepRoutes(app, { views, gatekeeper, audience, iceServers });
  addHlsRoutes(app, { streams, gatekeeper, audience });
  addTsRoutes(app, { streams, gatekeeper, audience });
  addSdpRoutes(app, { streams, gatekeeper });
  addPosterRoutes(app, front.posters);
  addTextRoutes(app, { texts, broadcasts, gatekeeper, readers });
  if (options.folder !== undefined) addRecordingRoutes(app, { recordings: createRecordings(options.folder), gatekeeper });
  const operations = createOperations({ ...front, facts, tokens, kinds: outputKinds });
  addApiRoutes(app, { operations, gatekeeper, adminSecret, hasTokens: tokens !== undefined, version });
  addOperatorRoutes(app, { metrics, metricsToken, adminSecret, hasTokens: tokens !== undefined, supervisor });
  const report = (error: unknown): void => options.log.warn({ err: error }, "a recorder could not be let in");
  return addChunkRoutes(app, {
    sessions: createChunkSessions({ supervisor, streams, broadcasts, onEnded: (reason) => metrics.countEnded(reason) }),
    gatekeeper,
    mustWait: (request) => limits.take(addressOf(request, trustedProxies)),
    // Without proxies its connection was counted when it was taken.
    enter: (request) => (trustedProxies === 0 ? () => undefined : connections.enter(addressOf(request, trustedProxies))),
    report,
  });
};

/** Starts a gateway. Resolves when it listens and can take publishers. */
export const createGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { host, port, trustedProxies = 0 } = options;
  const most = { ...defaultLimits, ...options.limits };
  const front = await openFront(options, most);
  const { requests } = { ...defaultRates, ...options.rates };
  const onLimited = (): void => front.metrics.countRefused("address-rate");
  const limits = createAddressLimits(requests, { nowMs: () => performance.now(), onLimited });
  const onCrowded = (): void => front.metrics.countRefused("address-connections");
  const connections = createOpenConnections({ most: most.connectionsPerAddress, onLimited: onCrowded });
  const app = await createHttpApp({ limits, connections, trustedProxies });
  const chunks = addRoutes(app, { front, limits, connections, options });
  const shutDown = async (): Promise<void> => {
    await chunks.close();
    await front.close();
    await app.close();
  };
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= shutDown());
  try {
    const url = await app.listen({ host, port });
    await front.supervisor.ready;
    return {
      url,
      get workerPids() {
        return front.supervisor.workers.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
