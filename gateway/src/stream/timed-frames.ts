import type { TimedFrame } from "../protocols/fmp4/media-part.ts";
import type { MediaFrame } from "./media-frame.ts";

/** Says how long frames last. */
export interface TimedFrames {
  /** Answers the frame before of the same kind, now that it is known how long it lasts. */
  push(frame: MediaFrame): TimedFrame | undefined;
  /** What was held back, lasting as long as the one before. */
  flush(): readonly TimedFrame[];
}

/** Longest that one picture or packet is said to last; what is longer is a break. */
const longestUs = 10_000_000;
const guessUs = { video: 33_333, audio: 21_333 } as const;

/**
 * Says how long each frame lasts: until the next of its kind, so that one frame of each kind is always
 * held back. Frames that do not move forward are dropped.
 */
export const createTimedFrames = (): TimedFrames => {
  const held = new Map<MediaFrame["kind"], { readonly frame: MediaFrame; readonly guessUs: number }>();
  return {
    push(frame) {
      const before = held.get(frame.kind);
      if (before !== undefined && frame.timeUs <= before.frame.timeUs) return undefined;
      const lastUs = before === undefined ? guessUs[frame.kind] : Math.min(frame.timeUs - before.frame.timeUs, longestUs);
      held.set(frame.kind, { frame, guessUs: lastUs });
      return before === undefined ? undefined : { frame: before.frame, durationUs: lastUs };
    },
    flush() {
      const all = [...held.values()].map(({ frame, guessUs: durationUs }) => ({ frame, durationUs: Math.min(durationUs, 200_000) }));
      held.clear();
      // Sound first: a picture may end the part.
      return all.toSorted((one, other) => Number(one.frame.kind === "video") - Number(other.frame.kind === "video"));
    },
  };
};
