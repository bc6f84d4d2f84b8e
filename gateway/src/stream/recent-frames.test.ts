import { describe, expect, it } from "vitest";
import type { MediaFrame } from "./media-frame.ts";
import { createRecentFrames } from "./recent-frames.ts";

const frame = (timeUs: number, { kind = "video", key = false, bytes = 10 }: Partial<MediaFrame & { bytes: number }> = {}): MediaFrame => ({
  kind,
  key,
  timeUs,
  parts: [new Uint8Array(bytes)],
});
const timesOf = (recent: { all(): readonly MediaFrame[] }) => recent.all().map(({ timeUs }) => timeUs);

describe("recent frames", () => {
  it("begin with a key picture and hold the sound since", () => {
    const recent = createRecentFrames();
    recent.add(frame(1));
    recent.add(frame(2, { kind: "audio", key: true }));
    expect(timesOf(recent)).toEqual([]);
    recent.add(frame(3, { key: true }));
    recent.add(frame(4, { kind: "audio", key: true }));
    recent.add(frame(5));
    expect(timesOf(recent)).toEqual([3, 4, 5]);
    recent.add(frame(6, { key: true }));
    expect(timesOf(recent)).toEqual([6]);
  });

  it("are none, until the next key picture, when they are too much to keep", () => {
    const recent = createRecentFrames();
    recent.add(frame(1, { key: true, bytes: 5 * 1024 * 1024 }));
    recent.add(frame(2, { bytes: 4 * 1024 * 1024 }));
    recent.add(frame(3));
    expect(timesOf(recent)).toEqual([]);
    recent.add(frame(4, { key: true }));
    recent.add(frame(5));
    expect(timesOf(recent)).toEqual([4, 5]);
  });
});
