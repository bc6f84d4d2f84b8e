import { initSegment } from "../protocols/fmp4/init-segment.ts";
import { createPartCutter, type CutOptions, type CutPart, type PartCutter } from "../protocols/hls/part-cutter.ts";
import type { StreamFormat } from "../stream/media-frame.ts";
import type { StreamListener } from "../stream/stream-bus.ts";
import { createTimedFrames } from "../stream/timed-frames.ts";

/** Takes a stream in parts. */
export interface PartSink {
  /** What follows is another format, or a new run of the same: its head. */
  begin(init: Uint8Array, format: StreamFormat): void;
  add(part: CutPart): void;
  end(): void;
}

/** Cuts a stream into parts of fragmented MP4. */
export const createStreamCutter = (options: CutOptions, sink: PartSink): StreamListener => {
  let cutter: PartCutter | undefined;
  let time = createTimedFrames();
  const flush = (): void => {
    for (const timed of time.flush()) for (const part of cutter?.push(timed) ?? []) sink.add(part);
    for (const part of cutter?.flush() ?? []) sink.add(part);
    time = createTimedFrames();
  };
  return {
    onFormat(next) {
      flush();
      cutter = undefined;
      if (next.video === undefined && next.audio === undefined) return;
      sink.begin(initSegment(next), next);
      cutter = createPartCutter(next.video === undefined ? "audio" : "video", options);
    },
    onFrame(frame) {
      const timed = time.push(frame);
      if (timed !== undefined) for (const part of cutter?.push(timed) ?? []) sink.add(part);
    },
    onPause: flush,
    onEnd() {
      flush();
      sink.end();
    },
  };
};
