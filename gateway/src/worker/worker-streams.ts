import { createAacEncoder } from "../outputs/aac-encoder.ts";
import { makeStillPicture } from "../outputs/still-picture.ts";
import { createVideoTranscoder } from "../outputs/video-transcoder.ts";
import type { Answerer } from "../processes/link.ts";
import type { StreamPlace, WorkerNews } from "../processes/worker-calls.ts";
import type { StreamBus } from "../stream/stream-bus.ts";
import { createFrameQueue, type FrameQueue } from "./frame-queue.ts";
import { createLiveStream, type LiveStream } from "../stream/live-stream.ts";
import { machineNowUs } from "../stream/machine-clock.ts";

/** The streams that live in this process. */
export interface WorkerStreams {
  find(stream: string): LiveStream | undefined;
  open(place: StreamPlace): LiveStream;
  /** The front has somebody who takes the stream, or nobody any more. */
  setWanted(stream: string, isWanted: boolean): void;
  end(stream: string): void;
  endAll(): void;
}

/** Tells the front what goes over a bus; answers its undo. */
const mirror = (front: Answerer<WorkerNews>, queue: FrameQueue, { stream, bus }: { stream: string; bus: StreamBus }): (() => void) =>
  bus.listen(
    {
      onFormat(format) {
        queue.flush();
        front.tell("bus.format", { stream, format });
      },
      onFrame: (frame) => queue.add(stream, frame),
      onPause() {
        queue.flush();
        front.tell("bus.pause", { stream });
      },
      // Whoever ends a stream here has told the front, or was told by it.
      onEnd: () => undefined,
    },
    { fromKey: true },
  );

/** Makes an empty table. What goes over a bus that is wanted is told to the front, whose bus is its mirror. */
export const createWorkerStreams = (front: Answerer<WorkerNews>, report: (error: unknown) => void): WorkerStreams => {
  const streams = new Map<string, LiveStream>();
  const mirrors = new Map<string, () => void>();
  const queue = createFrameQueue(front);
  const end = (stream: string): void => {
    const live = streams.get(stream);
    streams.delete(stream);
    mirrors.delete(stream);
    live?.end();
  };
  return {
    find: (stream) => streams.get(stream),
    open({ stream, bornUs }) {
      const found = streams.get(stream);
      if (found !== undefined) return found;
      const live = createLiveStream({
        encode: createAacEncoder,
        transcode: createVideoTranscoder,
        makeStill: makeStillPicture,
        report,
        nowUs: machineNowUs,
        bornUs,
        onLate: (lateUs) => front.tell("stream.late", { stream, lateUs }),
      });
      live.source.listen({
        onFormat: (format) => front.tell("stream.format", { stream, format }),
        onFrame: () => undefined,
        onEnd: () => undefined,
      });
      streams.set(stream, live);
      return live;
    },
    setWanted(stream, isWanted) {
      const live = streams.get(stream);
      const undo = mirrors.get(stream);
      if (live !== undefined && isWanted && undo === undefined) mirrors.set(stream, mirror(front, queue, { stream, bus: live.bus }));
      if (isWanted || undo === undefined) return;
      mirrors.delete(stream);
      undo();
    },
    end,
    endAll() {
      for (const stream of streams.keys()) end(stream);
    },
  };
};
