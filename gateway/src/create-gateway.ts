import { createGatekeeper } from "./access/gatekeeper.ts";
import { createTokens } from "./access/tokens.ts";
import { defaultLimits, defaultRates, type GatewayLimits, type GatewayOptions } from "./gateway-options.ts";
import { createSupervisor, type Supervisor } from "./processes/supervisor.ts";
import { createBroadcasts, type Broadcasts } from "./servers/broadcasts.ts";
import { addChunkRoutes } from "./servers/chunk-routes.ts";
import { createHttpApp } from "./servers/http-app.ts";
import { addHlsRoutes } from "./servers/hls-routes.ts";
import { addRecordingRoutes } from "./servers/recording-routes.ts";
import { createRecordings } from "./servers/recordings.ts";
import { addSdpRoutes } from "./servers/sdp-routes.ts";
import { createSessions, type Sessions } from "./servers/sessions.ts";
import { createStreamTable, type StreamTable } from "./servers/stream-table.ts";
import { addTsRoutes } from "./servers/ts-routes.ts";
import { createViewSessions, type ViewSessions } from "./servers/view-sessions.ts";
import { addWhepRoutes } from "./servers/whep-routes.ts";
import { addWhipRoutes } from "./servers/whip-routes.ts";

/** A running gateway. */
export interface Gateway {
  readonly url: string;
  /** Processes that carry streams, for those who watch over them. */
  readonly workerPids: readonly number[];
  /** Ends every stream in order: playlists get their end, recordings are finished. May be called twice. */
  close(): Promise<void>;
}

interface Parts {
  readonly streams: StreamTable;
  readonly sessions: Sessions;
  readonly views: ViewSessions;
  readonly supervisor: Supervisor;
  readonly broadcasts: Broadcasts;
}

const startWorkers = (options: GatewayOptions, limits: GatewayLimits): Parts => {
  const { log, mediaAddress, mediaPorts, folder, streamsPerWorker = 4, mostWorkers = 4, idleMs = 30_000 } = options;
  const streams = createStreamTable(
    (error) => log.warn({ err: error }, "an output failed"),
    // Without a worker there is nobody to ask.
    (stream) =>
      void supervisor
        .find(stream)
        ?.call("stream.key", { stream })
        .catch(() => undefined),
  );
  const broadcasts = createBroadcasts({ streams, supervisor: () => supervisor, sessions: () => sessions, idleMs });
  const sessions: Sessions = createSessions({
    supervisor: () => supervisor,
    onBegun: (session) => broadcasts.handleBegun(session),
    onEnded: (session, reason) => broadcasts.handleEnded(session, reason),
  });
  const views = createViewSessions((stream) => supervisor.find(stream));
  const supervisor: Supervisor = createSupervisor({
    worker: {
      mediaAddress,
      mediaPorts: mediaPorts === undefined ? undefined : [...mediaPorts],
      maxBitsPerSecond: limits.bitsPerSecond,
      folder,
      mostDiskBytes: limits.diskBytes,
      leastFreeBytes: limits.freeDiskBytes,
    },
    streamsPerWorker,
    mostWorkers,
    news: {
      "bus.format": ({ stream, format }) => streams.find(stream)?.bus.setFormat(format),
      "bus.frame": ({ stream, frame }) => streams.find(stream)?.bus.push(frame),
      "bus.pause": ({ stream }) => streams.find(stream)?.bus.pause(),
      "publish.ended": ({ id, reason }) => sessions.handleEnded(id, reason),
      "view.ended": ({ id }) => views.handleEnded(id),
      "output.state": ({ stream, id, report }) => log.info({ stream, id, ...report }, "output"),
      "worker.pulse": () => undefined,
      "worker.trouble": ({ what }) => log.warn({ what }, "trouble in a worker"),
    },
    onLost(lost) {
      sessions.handleLost(lost);
      views.handleLost(lost);
    },
    onWorker: (what, id) => log[what === "ready" ? "info" : "warn"]({ worker: id }, `worker ${what}`),
  });
  return { streams, sessions, views, supervisor, broadcasts };
};

/** Starts a gateway. Resolves when it listens and can take publishers. */
export const createGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { host, port, secret, openViewing } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const { streams, sessions, views, supervisor, broadcasts } = startWorkers(options, limits);
  const app = await createHttpApp({
    ...defaultRates,
    ...options.rates,
    trustedProxies: options.trustedProxies ?? 0,
    onLimited: () => undefined,
  });
  const gatekeeper = createGatekeeper(secret === undefined ? undefined : createTokens(secret), { view: openViewing });
  addWhipRoutes(app, { sessions, streams, gatekeeper });
  addWhepRoutes(app, { views, gatekeeper });
  addHlsRoutes(app, { streams, gatekeeper });
  addTsRoutes(app, { streams, gatekeeper });
  addSdpRoutes(app, { streams, gatekeeper });
  if (options.folder !== undefined) addRecordingRoutes(app, { recordings: createRecordings(options.folder), gatekeeper });
  app.get("/healthz", (_request, reply) => reply.header("cache-control", "no-store").send({ status: "ok" }));
  const chunks = addChunkRoutes(app, {
    supervisor,
    streams,
    broadcasts,
    gatekeeper,
    report: (error) => options.log.warn({ err: error }, "a recorder could not be let in"),
  });
  const url = await app.listen({ host, port });
  const shutDown = async (): Promise<void> => {
    broadcasts.close();
    await chunks.close();
    await supervisor.close();
    streams.closeAll();
    await app.close();
  };
  let closing: Promise<void> | undefined;
  return {
    url,
    get workerPids() {
      return supervisor.workers.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    },
    close: () => (closing ??= shutDown()),
  };
};
