import { codecsOf } from "../protocols/fmp4/init-segment.ts";
import type { CutOptions } from "../protocols/hls/part-cutter.ts";
import { segmentUs, type LiveWindow } from "../protocols/hls/live-window.ts";
import { mediaPlaylist, multivariantPlaylist } from "../protocols/hls/playlist.ts";
import type { StreamFormat } from "../stream/media-frame.ts";
import type { StreamBus } from "../stream/stream-bus.ts";
import { createHlsShelf, type HlsShelf } from "./hls-shelf.ts";
import { createStreamCutter } from "./stream-cutter.ts";

/** How a stream is cut and kept. */
export interface HlsOptions extends CutOptions {
  /** How far back viewers can go. */
  readonly keepUs: number;
  /** When the stream's zero was, in milliseconds since 1970. */
  readonly zeroMs: number;
  /** So much later than by its own clock is what comes now: a publisher's clock is not ours. */
  readonly lateUs?: (() => number) | undefined;
  /** Number of the first segment; 0 when not given. */
  readonly firstSequence?: number;
}

/** A stream as low-latency HLS. */
export interface HlsOutput extends Pick<HlsShelf, "window" | "find" | "until"> {
  /** Waits for the first segment: players that do not know parts give up on a playlist without one. */
  untilPlayable(signal: AbortSignal): Promise<boolean>;
  /** The media playlist as it is now. */
  playlist(options: { readonly skip: boolean; readonly query: string }): Buffer;
  /** The playlist that names the stream's codecs; undefined before there are some. */
  index(query: string): string | undefined;
  close(): void;
}

/** Segments end with a key picture, which is asked for in time; one that comes late makes a long segment. */
const longestSegments = 3;

/** A thousand viewers with tokens of their own would fill the memory. */
const mostTexts = 64;

/** Texts of one window, made once for all who ask for the same. */
const createTexts = () => {
  const texts = new Map<string, Buffer>();
  let current: LiveWindow | undefined;
  return (window: LiveWindow, name: string, write: () => string): Buffer => {
    if (window !== current) texts.clear();
    current = window;
    const text = texts.get(name) ?? Buffer.from(write());
    if (texts.size < mostTexts) texts.set(name, text);
    return text;
  };
};

/** Makes the presentation of a stream. */
export const createHlsOutput = (bus: StreamBus, options: HlsOptions): HlsOutput => {
  const { partUs, firstSegmentUs: firstUs = options.segmentUs, firstSequence = 0 } = options;
  const shelf = createHlsShelf({ ...options, firstSequence });
  let format: StreamFormat | undefined;
  const undo = bus.listen(
    createStreamCutter(options, {
      begin(init, next) {
        format = next;
        shelf.begin(init);
      },
      add(part) {
        shelf.add(part);
        // Until the first segment is whole nobody can begin; the others end with the key pictures of the clock.
        const [first, second] = shelf.window.segments;
        if (first !== undefined && second === undefined && segmentUs(first) >= firstUs - options.partUs) bus.requestKey();
      },
      end: () => shelf.end(),
    }),
  );
  const textOf = createTexts();
  const targetSeconds = Math.ceil((options.segmentUs * longestSegments) / 1_000_000);
  return {
    get window() {
      return shelf.window;
    },
    find: (name) => shelf.find(name),
    until: (awaited, signal) => shelf.until(awaited, signal),
    untilPlayable: (signal) => shelf.until({ sequence: firstSequence }, signal),
    playlist: ({ skip, query }) =>
      textOf(shelf.window, `${skip} ${query}`, () => mediaPlaylist(shelf.window, { partTargetUs: partUs, targetSeconds, skip, query })),
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
