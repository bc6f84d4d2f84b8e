import { frameBytes, type MediaFrame } from "./media-frame.ts";

const mostKept = { bytes: 8 * 1024 * 1024, frames: 900 } as const;

/** Frames since the last key picture, with the sound among them; none when they are too many to keep. */
export interface RecentFrames {
  add(frame: MediaFrame): void;
  clear(): void;
  all(): readonly MediaFrame[];
}

/** Keeps none yet. */
export const createRecentFrames = (): RecentFrames => {
  let frames: MediaFrame[] = [];
  let bytes = 0;
  return {
    add(frame) {
      if (frame.kind === "video" && frame.key) {
        frames = [];
        bytes = 0;
      } else if (frames.length === 0) return;
      frames.push(frame);
      bytes += frameBytes(frame);
      if (bytes > mostKept.bytes || frames.length > mostKept.frames) frames = [];
    },
    clear: () => void (frames = []),
    all: () => frames,
  };
};
