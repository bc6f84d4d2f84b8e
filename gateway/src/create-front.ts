import { mkdir } from "node:fs/promises";
import { createAudience, type Audience } from "./audience/audience.ts";
import { createFacts, type Facts } from "./api/stream-facts.ts";
import type { GatewayLimits, GatewayOptions } from "./gateway-options.ts";
import { announceBroadcasts } from "./hooks/announce.ts";
import { createHooks, type Hooks } from "./hooks/hooks.ts";
import { createMetrics, type Metrics } from "./metrics/metrics.ts";
import type { WorkerProcess } from "./processes/worker-process.ts";
import { createSupervisor, type Supervisor, type SupervisorOptions } from "./processes/supervisor.ts";
import { openPosters, type Posters } from "./programme/posters.ts";
import { openProgramme, type Programme } from "./programme/programme.ts";
import { createBroadcasts, type Broadcasts } from "./servers/broadcasts.ts";
import { createSessions, type Sessions } from "./servers/sessions.ts";
import { createStreamTable, type StreamTable } from "./servers/stream-table.ts";
import { createViewSessions, type ViewSessions } from "./servers/view-sessions.ts";
import { createTexts, type Texts } from "./texts/texts.ts";
import { createWantedOutputs, type WantedOutputs } from "./servers/wanted-outputs.ts";

/** What stands behind the HTTP server: streams and who makes, carries and watches them. */
export interface Front {
  readonly streams: StreamTable;
  readonly sessions: Sessions;
  readonly views: ViewSessions;
  readonly supervisor: Supervisor;
  readonly broadcasts: Broadcasts;
  readonly audience: Audience;
  readonly texts: Texts;
  /** Those who read along, of whom there may be as many as may watch. */
  readonly readers: Audience;
  readonly programme: Programme;
  readonly posters: Posters;
  readonly wanted: WantedOutputs;
  readonly facts: Facts;
  readonly metrics: Metrics;
  /** Ends every stream in order: playlists get their end, recordings are finished. */
  close(): Promise<void>;
}

type Streams = Pick<Front, "streams" | "sessions" | "views" | "supervisor" | "broadcasts" | "wanted">;

interface StreamsOptions {
  readonly options: GatewayOptions;
  readonly limits: GatewayLimits;
  readonly metrics: () => Metrics;
}

const workerNews = (parts: Omit<Streams, "supervisor">, log: GatewayOptions["log"]): SupervisorOptions["news"] => {
  const { streams, sessions, views, wanted } = parts;
  return {
    "stream.format": ({ stream, format }) => streams.find(stream)?.setPublished(format),
    "stream.late": ({ stream, lateUs }) => streams.find(stream)?.setLate(lateUs),
    "bus.format": ({ stream, format }) => streams.find(stream)?.bus.setFormat(format),
    "bus.frames"({ frames }) {
      for (const { stream, frame } of frames) streams.find(stream)?.bus.push(frame);
    },
    "bus.pause": ({ stream }) => streams.find(stream)?.bus.pause(),
    "publish.ended": ({ id, reason }) => sessions.handleEnded(id, reason),
    "view.ended": ({ id }) => views.handleEnded(id),
    "output.state"({ stream, id, report }) {
      log.info({ stream, id, ...report }, "output");
      wanted.handleReport(stream, id, report);
    },
    "worker.pulse": () => undefined,
    "worker.trouble": ({ what }) => log.warn({ what }, "trouble in a worker"),
  };
};

const workerSettings = (
  { mediaAddress, mediaPorts, folder, silentMs = 2_500 }: GatewayOptions,
  limits: GatewayLimits,
): SupervisorOptions["worker"] => ({
  mediaAddress,
  mediaPorts: mediaPorts === undefined ? undefined : [...mediaPorts],
  maxBitsPerSecond: limits.bitsPerSecond,
  silentMs,
  folder,
  mostDiskBytes: limits.diskBytes,
  mostStreamBytes: limits.diskBytesPerStream,
  leastFreeBytes: limits.freeDiskBytes,
});

const createStreams = ({ options, limits, metrics }: StreamsOptions): Streams => {
  const { log, streamsPerWorker = 4, mostWorkers = 4, idleMs = 30_000 } = options;
  // Without a worker there is nobody to ask; what is wanted is said again to the next one.
  const ask = (stream: string, say: (worker: WorkerProcess) => Promise<void>): void => {
    const worker = supervisor.find(stream);
    if (worker !== undefined) say(worker).catch(() => undefined);
  };
  const sayWanted = (stream: string, isWanted: boolean): void => ask(stream, (worker) => worker.call("stream.want", { stream, isWanted }));
  const streams = createStreamTable({
    report: (error) => log.warn({ err: error }, "an output failed"),
    requestKey: (stream) => ask(stream, (worker) => worker.call("stream.key", { stream })),
    onWanted: sayWanted,
  });
  const later = { supervisor: () => supervisor, sessions: () => sessions };
  const broadcasts = createBroadcasts({ streams, ...later, idleMs, mostStreams: limits.streams });
  const wanted = createWantedOutputs({ streams, ...later });
  const sessions: Sessions = createSessions({
    ...later,
    attempt: (stream, begin) => broadcasts.attempt(stream, begin),
    bornUs: (stream) => streams.open(stream).bornUs,
    onBegun(session) {
      log.info({ stream: session.stream }, "publisher came");
      broadcasts.handleBegun(session);
    },
    onEnded(session, reason) {
      log.info({ stream: session.stream, reason }, "publisher left");
      metrics().countEnded(reason);
      broadcasts.handleEnded(session, reason);
    },
  });
  broadcasts.listen({
    onBegun(stream) {
      wanted.handleBegun(stream);
      if (streams.find(stream)?.isWanted === true) sayWanted(stream, true);
    },
    onStopped: (stream) => wanted.forget(stream),
  });
  const views = createViewSessions((stream) => supervisor.find(stream));
  const supervisor: Supervisor = createSupervisor({
    worker: workerSettings(options, limits),
    streamsPerWorker,
    mostWorkers,
    news: workerNews({ streams, sessions, views, broadcasts, wanted }, log),
    onLost(lost) {
      sessions.handleLost(lost);
      views.handleLost(lost);
      wanted.handleLost(lost);
    },
    onWorker: (what, id) => log[what === "ready" ? "info" : "warn"]({ worker: id }, `worker ${what}`),
  });
  return { streams, sessions, views, supervisor, broadcasts, wanted };
};

const openHooks = ({ hooks: { urls, secret } = { urls: [], secret: "" }, log }: GatewayOptions): Hooks =>
  createHooks({ urls, secret, onGivenUp: (url, { type }, why) => log.warn({ url, type, why }, "a webhook was given up") });

/** Starts everything but the HTTP server. */
export const openFront = async (options: GatewayOptions, limits: GatewayLimits): Promise<Front> => {
  if (options.folder !== undefined) await mkdir(options.folder, { recursive: true });
  const programme = await openProgramme(options.folder);
  const parts = createStreams({ options, limits, metrics: () => metrics });
  const { supervisor, broadcasts, streams, views } = parts;
  const audience = createAudience(limits, {
    nowMs: () => performance.now(),
    whep: (stream) => views.count(stream),
    whepFrom: (network) => views.countFrom(network),
  });
  const texts = createTexts({ nowMs: () => Date.now() });
  broadcasts.listen({ onStopped: (stream) => texts.end(stream) });
  const readers = createAudience(limits, { nowMs: () => performance.now(), whep: () => 0, whepFrom: () => 0 });
  const hooks = openHooks(options);
  const stopAnnouncing = announceBroadcasts(hooks, { broadcasts, audience });
  const metrics: Metrics = createMetrics({ supervisor, audience, readers, hooks });
  return {
    ...parts,
    audience,
    texts,
    readers,
    programme,
    posters: await openPosters(options.folder),
    metrics,
    facts: createFacts({ ...parts, audience, programme, texts }),
    async close() {
      broadcasts.close();
      await supervisor.close();
      streams.closeAll();
      stopAnnouncing();
      await hooks.close();
      metrics.close();
    },
  };
};
