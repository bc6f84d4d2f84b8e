import { createTsMuxer, type TsMuxer } from "../protocols/mpegts/muxer.ts";
import type { MediaFrame } from "../stream/media-frame.ts";
import type { StreamBus, StreamListener } from "../stream/stream-bus.ts";

/** What a feed is made with. */
export interface TsFeedOptions {
  /** The stream's time now, in microseconds. */
  readonly nowUs: () => number;
  readonly write: (bytes: Uint8Array) => void;
  readonly onEnd: () => void;
}

/** A key picture of this age is new enough to begin with. */
const freshUs = 300_000;
/** A publisher that makes a key picture when asked has done so by then; others cannot. */
const patienceMs = 300;

/**
 * Writes a transport stream for one reader from now on; answers how to stop. A player goes on at the distance from
 * now at which it began, so it begins with a key picture that is made for it; where none comes, with the last one.
 */
export const feedTs = (bus: StreamBus, { nowUs, write, onEnd }: TsFeedOptions): (() => void) => {
  let muxer: TsMuxer | undefined;
  let hasBegun = false;
  let takesOld = false;
  let hasPictures = false;
  const mayBegin = ({ kind, key, timeUs }: MediaFrame): boolean =>
    !hasPictures || (kind === "video" && key && (takesOld || nowUs() - timeUs < freshUs));
  const listener: StreamListener = {
    onFormat(format) {
      hasPictures = format.video !== undefined;
      if (muxer === undefined) muxer = createTsMuxer(format);
      else muxer.setFormat(format);
    },
    onFrame(frame) {
      if (muxer === undefined || !(hasBegun ||= mayBegin(frame))) return;
      gather(muxer.write(frame));
    },
    onEnd,
  };
  let waiting: Uint8Array[] = [];
  /** What came together goes out together. */
  const gather = (bytes: Uint8Array): void => {
    if (waiting.push(bytes) > 1) return;
    queueMicrotask(() => {
      const all = waiting;
      waiting = [];
      if (all.length > 0) write(all.length === 1 ? bytes : Buffer.concat(all));
    });
  };
  let undo = bus.listen(listener, { fromKey: true });
  if (!hasBegun) bus.requestKey();
  const timer = setTimeout(() => {
    if (hasBegun) return;
    takesOld = true;
    // The new place is taken before the old one is left, so that the bus is wanted all the while.
    const leave = undo;
    undo = bus.listen({ ...listener }, { fromKey: true });
    leave();
  }, patienceMs);
  return () => {
    clearTimeout(timer);
    waiting = [];
    undo();
  };
};
