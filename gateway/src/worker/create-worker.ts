import { createDiskGuard } from "./disk-guard.ts";
import { createAnswerer, type Channel } from "../processes/link.ts";
import type { WorkerCalls, WorkerNews } from "../processes/worker-calls.ts";
import { createPublishers } from "./publishers.ts";
import type { WorkerOptions } from "./worker-options.ts";
import { createWorkerOutputs } from "./worker-outputs.ts";
import { createWorkerStreams } from "./worker-streams.ts";

const pulseEveryMs = 500;

/** What a process that carries streams consists of. */
export const createWorker = (channel: Channel, { mediaAddress, mediaPorts, maxBitsPerSecond, ...disk }: WorkerOptions): void => {
  createAnswerer<WorkerCalls, WorkerNews>(channel, (front) => {
    const trouble = (error: unknown): void =>
      front.tell("worker.trouble", { what: error instanceof Error ? error.message : String(error) });
    const streams = createWorkerStreams(front, trouble);
    const guard = createDiskGuard(disk, trouble);
    const outputs = createWorkerOutputs({
      folder: disk.folder,
      mayWrite: () => guard.mayWrite,
      onReport: (stream, id, report) => front.tell("output.state", { stream, id, report }),
      trouble,
    });
    const publishers = createPublishers({
      open: (place) => streams.open(place),
      address: { host: mediaAddress, ports: mediaPorts },
      maxBitsPerSecond,
      onEnded: (session) => front.tell("publish.ended", session),
    });
    let measuredMs = performance.now();
    const pulse = setInterval(() => {
      const elapsedMs = performance.now() - measuredMs;
      measuredMs += elapsedMs;
      const { user, system } = process.cpuUsage();
      const usage = { residentBytes: process.memoryUsage.rss(), cpuSeconds: (user + system) / 1e6 };
      front.tell("worker.pulse", { publishers: publishers.measure(elapsedMs), ...usage });
    }, pulseEveryMs);
    return {
      "publish.begin": (offer) => publishers.begin(offer),
      async "publish.candidates"({ id, candidates }) {
        const publisher = publishers.find(id)?.publisher;
        // A candidate that cannot be used, such as one of a name, is no error (RFC 9725 §4.3.2).
        for (const { candidate, mid } of candidates) await publisher?.addCandidate(candidate, mid).catch(() => undefined);
      },
      "publish.restart": async ({ id, ...credentials }) =>
        publishers
          .find(id)
          ?.restart(credentials)
          .catch(() => undefined),
      "publish.end": ({ id, reason }) => publishers.end(id, reason),
      "output.start": async ({ output, ...place }) => outputs.start(place.stream, streams.open(place), output),
      "output.stop": ({ stream, id }) => outputs.stop(stream, id),
      "stream.key": async ({ stream }) => streams.find(stream)?.bus.requestKey(),
      async "stream.end"({ stream }) {
        await outputs.stopAll(stream);
        streams.end(stream);
      },
      async "worker.close"() {
        await publishers.close();
        await outputs.stopAll();
        streams.endAll();
        guard.close();
        clearInterval(pulse);
      },
    };
  });
};
