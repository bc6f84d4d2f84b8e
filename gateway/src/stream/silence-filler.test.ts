import { describe, expect, it } from "vitest";
import { opusSilence } from "../protocols/opus/opus-track.ts";
import type { MediaFrame } from "./media-frame.ts";
import { createSilenceFiller } from "./silence-filler.ts";

const voice = Uint8Array.of(0xf8, 1, 2, 3);
const packet = (timeUs: number): MediaFrame => ({ kind: "audio", timeUs, key: true, parts: [voice] });
const createHeard = (fromUs = 0) => {
  const heard: MediaFrame[] = [];
  return { heard, filler: createSilenceFiller(fromUs, (frame) => void heard.push(frame)) };
};
const silent = (frames: readonly MediaFrame[]) => frames.filter(({ parts }) => parts[0] === opusSilence);

describe("silence", () => {
  it("is not laid between packets that come in time", () => {
    const { heard, filler } = createHeard();
    for (let at = 0; at < 2_000_000; at += 20_000) {
      filler.push(packet(at));
      filler.tick(at + 250_000);
    }
    expect(silent(heard)).toEqual([]);
  });

  it("follows a publisher who falls silent, without a gap, and ends when there is sound again", () => {
    const { heard, filler } = createHeard();
    filler.push(packet(0));
    for (let now = 0; now <= 5_000_000; now += 50_000) filler.tick(now);
    filler.push(packet(5_010_000));
    filler.push(packet(5_030_000));
    const times = heard.map(({ timeUs }) => timeUs);
    expect(silent(heard).length).toBeGreaterThan(230);
    for (let index = 1; index < times.length - 2; index += 1) expect(times[index]).toBe(20_000 * index);
    expect(heard.slice(-2).map(({ parts }) => parts[0])).toEqual([voice, voice]);
  });

  it("is all there is of a publisher who never says anything", () => {
    const { heard, filler } = createHeard(1_000_000);
    filler.tick(1_100_000);
    expect(heard).toEqual([]);
    filler.tick(2_000_000);
    expect(silent(heard)).toHaveLength(40);
  });

  it("drops sound that comes too late for its place", () => {
    const { heard, filler } = createHeard();
    filler.tick(1_000_000);
    const before = heard.length;
    filler.push(packet(500_000));
    expect(heard).toHaveLength(before);
  });
});
