import { createAacEncoder } from "../outputs/aac-encoder.ts";
import { createVideoTranscoder } from "../outputs/video-transcoder.ts";
import type { Answerer } from "../processes/link.ts";
import type { StreamPlace, WorkerNews } from "../processes/worker-calls.ts";
import { createLiveStream, type LiveStream } from "../stream/live-stream.ts";
import { machineNowUs } from "../stream/machine-clock.ts";

/** The streams that live in this process. */
export interface WorkerStreams {
  find(stream: string): LiveStream | undefined;
  open(place: StreamPlace): LiveStream;
  end(stream: string): void;
  endAll(): void;
}

/** Makes an empty table. What goes over the buses is told to the front, whose buses are their mirrors. */
export const createWorkerStreams = (front: Answerer<WorkerNews>, report: (error: unknown) => void): WorkerStreams => {
  const streams = new Map<string, LiveStream>();
  const end = (stream: string): void => {
    const live = streams.get(stream);
    streams.delete(stream);
    live?.end();
  };
  return {
    find: (stream) => streams.get(stream),
    open({ stream, bornUs }) {
      const found = streams.get(stream);
      if (found !== undefined) return found;
      const live = createLiveStream({ encode: createAacEncoder, transcode: createVideoTranscoder, report, nowUs: machineNowUs, bornUs });
      live.bus.listen({
        onFormat: (format) => front.tell("bus.format", { stream, format }),
        onFrame: (frame) => front.tell("bus.frame", { stream, frame }),
        onPause: () => front.tell("bus.pause", { stream }),
        // Whoever ends a stream here has told the front, or was told by it.
        onEnd: () => undefined,
      });
      streams.set(stream, live);
      return live;
    },
    end,
    endAll() {
      for (const stream of streams.keys()) end(stream);
    },
  };
};
