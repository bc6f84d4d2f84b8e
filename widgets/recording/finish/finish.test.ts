import { readFileSync } from "node:fs";
import { ALL_FORMATS, BlobSource, Input } from "mediabunny";
import { describe, expect, it } from "vitest";
import { createBeat } from "./copy-tracks.ts";
import { findBytes } from "./ebml.ts";
import { finishRecording, type Container, type FileSink } from "./finish.ts";

/** What Chromium had written of a recording when it was killed, in the middle of a chunk. */
const cut = readFileSync(new URL("../testing/cut.webm", import.meta.url));
const marks = [
  { atMs: 0, title: "Hello" },
  { atMs: 500, title: "Größe" },
  { atMs: 90_000, title: "Never reached" },
];

const createMemory = () => {
  let bytes = new Uint8Array(0);
  const sink: FileSink = {
    write(part, position) {
      const longer = new Uint8Array(Math.max(bytes.length, position + part.length));
      longer.set(bytes);
      longer.set(part, position);
      bytes = longer;
    },
    read: (position, length) => bytes.slice(position, position + length),
  };
  return { sink, bytes: () => bytes };
};

const finish = async (container: Container, source = new Blob([cut])) => {
  const memory = createMemory();
  const finished = await finishRecording({ source, sink: memory.sink, container, marks, title: "amber" });
  return { ...finished, written: memory.bytes() };
};

describe.each(["webm", "mkv", "mp4"] as const)("a recording that was cut off, made into %s", (container) => {
  it("has a picture, a sound, and says how long it is", async () => {
    const { seconds, written, bytes } = await finish(container);
    expect(seconds).toBeGreaterThan(0.8);
    expect(written).toHaveLength(bytes);
    using input = new Input({ source: new BlobSource(new Blob([written])), formats: ALL_FORMATS });
    expect(Math.abs((await input.computeDuration()) - seconds)).toBeLessThan(0.1);
    expect((await input.getTracks()).map(({ type }) => type)).toEqual(["video", "audio"]);
  });

  it("has its marks as chapters, but for those past its end", async () => {
    const { written } = await finish(container);
    const has = (text: string): boolean => findBytes(written, [...new TextEncoder().encode(text)], 0) >= 0;
    expect([has("Hello"), has("Größe"), has("Never reached")]).toEqual([true, true, false]);
  });
});

it("a recording that was cut off before its first picture has no length", async () => {
  expect((await finish("webm", new Blob([cut.subarray(0, 300)]))).seconds).toBe(0);
});

describe("the beat of the pictures", () => {
  it("is used once by each, and caught up with after a gap", () => {
    const beat = createBeat();
    expect([0, 0.004, 0.03, 0.5].map((at) => Math.round(beat(at) * 80))).toEqual([0, 1, 2, 40]);
  });
});
