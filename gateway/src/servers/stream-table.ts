import { createAacEncoder } from "../outputs/aac-encoder.ts";
import { createHlsOutput, type HlsOutput } from "../outputs/hls-output.ts";
import { createLiveStream, type LiveStream } from "../stream/live-stream.ts";

/** A stream with what is made of it. */
export interface ServedStream {
  readonly name: string;
  readonly live: LiveStream;
  readonly hls: HlsOutput;
}

/** The streams of this process. */
export interface StreamTable {
  find(name: string): ServedStream | undefined;
  open(name: string): ServedStream;
  close(name: string): void;
  closeAll(): void;
}

/** Makes an empty table. */
export const createStreamTable = (report: (error: unknown) => void): StreamTable => {
  const streams = new Map<string, ServedStream>();
  const close = (name: string): void => {
    streams.get(name)?.live.end();
    streams.delete(name);
  };
  return {
    find: (name) => streams.get(name),
    open(name) {
      const found = streams.get(name);
      if (found !== undefined) return found;
      const live = createLiveStream({ encode: createAacEncoder, report, nowUs: () => Math.round(performance.now() * 1_000) });
      const hls = createHlsOutput(live.bus, { partUs: 200_000, segmentUs: 1_000_000, keepUs: 60_000_000, nowMs: () => Date.now() });
      const stream = { name, live, hls };
      streams.set(name, stream);
      return stream;
    },
    close,
    closeAll() {
      for (const name of streams.keys()) close(name);
    },
  };
};
