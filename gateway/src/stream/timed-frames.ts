import type { TimedFrame } from "../protocols/fmp4/media-part.ts";
import type { MediaFrame } from "./media-frame.ts";

/** Longest that one picture or packet is said to last; what is longer is a break. */
const longestUs = 10_000_000;

/**
 * Says how long each frame lasts: until the next of its kind, so that one frame of each kind is always
 * held back. Frames that do not move forward are dropped.
 */
export const createTimedFrames = (): ((frame: MediaFrame) => TimedFrame | undefined) => {
  const held = new Map<MediaFrame["kind"], MediaFrame>();
  return (frame) => {
    const before = held.get(frame.kind);
    if (before !== undefined && frame.timeUs <= before.timeUs) return undefined;
    held.set(frame.kind, frame);
    return before === undefined ? undefined : { frame: before, durationUs: Math.min(frame.timeUs - before.timeUs, longestUs) };
  };
};
