import { mediaPart } from "../protocols/fmp4/media-part.ts";
import {
  addPart,
  closeSegment,
  emptyWindow,
  endWindow,
  findAwaited,
  openSegment,
  partUri,
  segmentUs,
  slide,
  type Awaited,
  type LiveWindow,
} from "../protocols/hls/live-window.ts";
import type { CutPart } from "../protocols/hls/part-cutter.ts";

/** The parts of a live presentation, in memory, for as long as viewers can go back. */
export interface HlsShelf {
  readonly window: LiveWindow;
  /** Highest bits a second of a segment so far. */
  readonly peakBitrate: number;
  /** What follows is another format, or a new run of the same: its head. */
  begin(init: Uint8Array): void;
  add(part: CutPart): void;
  end(): void;
  /** A part, a segment or an initialization segment by its name; undefined when there is none. */
  find(name: string): Uint8Array | undefined;
  /** Waits until the playlist has what is awaited; false when nobody may wait for it, or it does not come. */
  until(awaited: Awaited, signal: AbortSignal): Promise<boolean>;
}

/** Callers that wait for the window to change. */
const createWaiters = () => {
  const waiters = new Set<() => void>();
  return {
    wakeAll(): void {
      for (const wake of waiters) wake();
    },
    until: (find: () => ReturnType<typeof findAwaited>, signal: AbortSignal): Promise<boolean> =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = signal.aborted ? "too-far" : find();
          if (found === "to-come") return;
          waiters.delete(look);
          signal.removeEventListener("abort", look);
          resolve(found === "there");
        };
        waiters.add(look);
        signal.addEventListener("abort", look, { once: true });
        look();
      }),
  };
};

/** What a shelf holds. */
export interface HlsShelfOptions {
  readonly keepUs: number;
  /** When the stream's zero was, in milliseconds since 1970. */
  readonly zeroMs: number;
  /** So much later than by its own clock is what comes now. */
  readonly lateUs?: (() => number) | undefined;
  readonly firstSequence: number;
}

/** Makes the shelf of one stream. */
export const createHlsShelf = ({ keepUs, zeroMs, lateUs = () => 0, firstSequence }: HlsShelfOptions): HlsShelf => {
  const files = new Map<string, Uint8Array>();
  const waiters = createWaiters();
  let window: LiveWindow = { ...emptyWindow, firstSequence };
  let peakBitrate = 0;
  // Heads are numbered on like segments: players and caches keep what they had under a name.
  let inits = firstSequence;
  let isDiscontinuous = false;
  let parts = 0;

  const completeLast = (): void => {
    const last = window.segments.at(-1);
    if (last === undefined || last.isComplete) return;
    const bytes = new Uint8Array(Buffer.concat(last.parts.flatMap(({ uri }) => files.get(uri) ?? [])));
    files.set(last.uri, bytes);
    peakBitrate = Math.max(peakBitrate, Math.round((bytes.length * 8 * 1_000_000) / Math.max(segmentUs(last), 1)));
    window = closeSegment(window);
  };
  const open = (startUs: number): void => {
    completeLast();
    const startsAtMs = Math.round(zeroMs + (startUs + lateUs()) / 1_000);
    window = openSegment(window, { startsAtMs, map: `i${inits}.mp4`, isDiscontinuous });
    isDiscontinuous = false;
    const { window: kept, gone } = slide(window, keepUs);
    window = kept;
    for (const segment of gone) for (const uri of [segment.uri, ...segment.parts.map((part) => part.uri)]) files.delete(uri);
  };
  return {
    get window() {
      return window;
    },
    get peakBitrate() {
      return peakBitrate;
    },
    begin(init) {
      isDiscontinuous = inits > firstSequence;
      inits += 1;
      files.set(`i${inits}.mp4`, init);
    },
    add({ content, startUs, durationUs, independent, opensSegment, closesSegment }) {
      const bytes = mediaPart((parts += 1), content);
      if (bytes === undefined) return;
      if (opensSegment || window.segments.length === 0) open(startUs);
      const last = window.segments.at(-1);
      files.set(partUri(last?.sequence ?? 0, last?.parts.length ?? 0), bytes);
      window = addPart(window, { durationUs, independent });
      // At once: the hint of what comes next has to name the part that does come.
      if (closesSegment) completeLast();
      waiters.wakeAll();
    },
    end() {
      completeLast();
      window = endWindow(window);
      waiters.wakeAll();
    },
    find: (name) => files.get(name),
    until: (awaited, signal) => waiters.until(() => findAwaited(window, awaited), signal),
  };
};
