import { createDiskGuard } from "./disk-guard.ts";
import { createAnswerer, type Channel } from "../processes/link.ts";
import type { StreamPlace, WorkerCalls, WorkerNews } from "../processes/worker-calls.ts";
import { createPublishers } from "./publishers.ts";
import type { WorkerOptions } from "./worker-options.ts";
import { createChunkPublishers } from "./chunk-publishers.ts";
import { chunkCalls, publishCalls, viewCalls } from "./session-calls.ts";
import { createStreamHolders } from "./stream-holders.ts";
import { createViewers } from "./viewers.ts";
import { createWorkerOutputs } from "./worker-outputs.ts";
import { createWorkerStreams } from "./worker-streams.ts";

const pulseEveryMs = 500;

/** What a process that carries streams consists of. */
export const createWorker = (channel: Channel, { mediaAddress, mediaPorts, maxBitsPerSecond, silentMs, ...disk }: WorkerOptions): void => {
  createAnswerer<WorkerCalls, WorkerNews>(channel, (front) => {
    const trouble = (error: unknown): void =>
      front.tell("worker.trouble", { what: error instanceof Error ? error.message : String(error) });
    const streams = createWorkerStreams(front, trouble);
    const guard = createDiskGuard(disk, trouble);
    const outputs = createWorkerOutputs({
      folder: disk.folder,
      shortage: (stream, reserveBytes) => guard.shortage(stream, reserveBytes),
      onReport: (stream, id, report) => front.tell("output.state", { stream, id, report }),
      trouble,
    });
    const holders = createStreamHolders();
    const taking = { open: (place: StreamPlace) => streams.open(place), holders, maxBitsPerSecond };
    const chunkPublishers = createChunkPublishers(taking);
    const publishers = createPublishers({
      ...taking,
      silentMs,
      address: { host: mediaAddress, ports: mediaPorts },
      onEnded: (session) => front.tell("publish.ended", session),
    });
    const viewers = createViewers({
      address: { host: mediaAddress, ports: mediaPorts },
      onEnded: (id) => front.tell("view.ended", { id }),
    });
    let measuredMs = performance.now();
    const pulse = setInterval(() => {
      const elapsedMs = performance.now() - measuredMs;
      measuredMs += elapsedMs;
      const { user, system } = process.cpuUsage();
      const usage = { residentBytes: process.memoryUsage.rss(), cpuSeconds: (user + system) / 1e6 };
      const figures = [...publishers.measure(elapsedMs), ...chunkPublishers.measure(elapsedMs)];
      const published = figures.map((one) => ({ ...one, recordedBytes: guard.bytesOf(one.stream) }));
      front.tell("worker.pulse", { publishers: published, diskBytes: guard.totalBytes, ...usage });
    }, pulseEveryMs);
    return {
      ...publishCalls(publishers),
      ...chunkCalls(chunkPublishers),
      ...viewCalls(viewers, (stream) => streams.find(stream)),
      "output.start": async ({ output, ...place }) => outputs.start(place.stream, streams.open(place), output),
      "output.stop": ({ stream, id }) => outputs.stop(stream, id),
      "stream.key": async ({ stream }) => streams.find(stream)?.bus.requestKey(),
      "stream.want": async ({ stream, isWanted }) => streams.setWanted(stream, isWanted),
      async "stream.end"({ stream }) {
        await Promise.all([outputs.stopAll(stream), viewers.endStream(stream)]);
        streams.end(stream);
      },
      async "worker.close"() {
        await Promise.all([publishers.close(), viewers.close()]);
        await outputs.stopAll();
        streams.endAll();
        guard.close();
        clearInterval(pulse);
      },
    };
  });
};
