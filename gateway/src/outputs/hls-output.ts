import { codecsOf, initSegment } from "../protocols/fmp4/init-segment.ts";
import { createPartCutter, type CutOptions, type PartCutter } from "../protocols/hls/part-cutter.ts";
import { mediaPlaylist, multivariantPlaylist } from "../protocols/hls/playlist.ts";
import type { StreamFormat } from "../stream/media-frame.ts";
import type { StreamBus } from "../stream/stream-bus.ts";
import { createTimedFrames } from "../stream/timed-frames.ts";
import { createHlsShelf, type HlsShelf } from "./hls-shelf.ts";

/** How a stream is cut and kept. */
export interface HlsOptions extends CutOptions {
  /** How far back viewers can go. */
  readonly keepUs: number;
  readonly nowMs: () => number;
}

/** A stream as low-latency HLS. */
export interface HlsOutput extends Pick<HlsShelf, "window" | "find" | "until"> {
  /** The media playlist as it is now. */
  playlist(options: { readonly skip: boolean; readonly query: string }): string;
  /** The playlist that names the stream's codecs; undefined before there are some. */
  index(query: string): string | undefined;
  close(): void;
}

/** Segments end with a key picture, which is asked for in time; one that comes late makes a long segment. */
const longestSegments = 3;

/** Makes the presentation of a stream. */
export const createHlsOutput = (bus: StreamBus, options: HlsOptions): HlsOutput => {
  const { partUs, segmentUs } = options;
  const shelf = createHlsShelf(options);
  let format: StreamFormat | undefined;
  let cutter: PartCutter | undefined;
  let time = createTimedFrames();

  const flush = (): void => {
    for (const part of cutter?.flush() ?? []) shelf.add(part);
    time = createTimedFrames();
  };
  const undo = bus.listen({
    onFormat(next) {
      flush();
      cutter = undefined;
      if (next.video === undefined && next.audio === undefined) return;
      format = next;
      shelf.begin(initSegment(next));
      cutter = createPartCutter(next.video === undefined ? "audio" : "video", options);
    },
    onFrame(frame) {
      const timed = time(frame);
      if (timed !== undefined) for (const part of cutter?.push(timed) ?? []) shelf.add(part);
    },
    onPause: flush,
    onEnd() {
      flush();
      shelf.end();
    },
  });
  const targetSeconds = Math.ceil((segmentUs * longestSegments) / 1_000_000);
  return {
    get window() {
      return shelf.window;
    },
    find: (name) => shelf.find(name),
    until: (awaited, signal) => shelf.until(awaited, signal),
    playlist: ({ skip, query }) => mediaPlaylist(shelf.window, { partTargetUs: partUs, targetSeconds, skip, query }),
    index: (query) =>
      format === undefined
        ? undefined
        : multivariantPlaylist({
            uri: `live.m3u8${query}`,
            codecs: codecsOf(format),
            bandwidth: Math.max(shelf.peakBitrate, 100_000),
            size: format.video,
          }),
    close() {
      undo();
      shelf.end();
    },
  };
};
