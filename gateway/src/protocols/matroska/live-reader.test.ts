import { describe, expect, it } from "vitest";
import fc from "fast-check";
import type { MediaFrame, StreamFormat } from "../../stream/media-frame.ts";
import { createLiveMatroskaReader, type MatroskaFrame, type MatroskaTrack } from "./live-reader.ts";
import { createLiveMatroska } from "./live-writer.ts";

const format: StreamFormat = {
  video: { codec: "vp8", width: 320, height: 180 },
  audio: { codec: "opus", sampleRate: 48_000, channels: 2, config: new Uint8Array() },
};
const frames: readonly MediaFrame[] = Array.from({ length: 400 }, (_, index) => ({
  kind: index % 2 === 0 ? "video" : "audio",
  timeUs: index * 20_000,
  key: index % 60 === 0 || index % 2 === 1,
  parts: [Uint8Array.from({ length: 1 + ((index * 37) % 400) }, (_byte, at) => (at + index) & 255)],
}));
const stream = (() => {
  const writer = createLiveMatroska(format);
  return Buffer.concat([writer.header, ...frames.map((frame) => writer.write(frame))]);
})();

const readAll = (pieces: readonly Uint8Array[]) => {
  const read: MatroskaFrame[] = [];
  let tracks: readonly MatroskaTrack[] = [];
  const reader = createLiveMatroskaReader({ onTracks: (found) => (tracks = found), onFrame: (frame) => void read.push(frame) });
  const fine = pieces.every((piece) => reader.push(piece));
  return { read, tracks, fine };
};

describe("the reader of Matroska", () => {
  it("is not slowed down by a large element that comes byte by byte", { timeout: 10_000 }, () => {
    const block = Buffer.concat([Buffer.from([0xa3, 0x01, 0, 0, 0, 0, 0x7f, 0, 0]), Buffer.alloc(8_000_000)]);
    const clusters = createLiveMatroska(format).header;
    const reader = createLiveMatroskaReader({ onTracks: () => undefined, onFrame: () => undefined });
    expect(reader.push(Buffer.concat([clusters, block]))).toBe(true);
    for (let sent = 0; sent < 20_000; sent += 1) if (!reader.push(Uint8Array.of(0))) throw new Error("It is broken.");
  });

  it("gives back what was written, in whatever pieces it comes", () => {
    for (const size of [1, 7, 1_000, stream.length]) {
      const pieces = Array.from({ length: Math.ceil(stream.length / size) }, (_, index) =>
        stream.subarray(index * size, (index + 1) * size),
      );
      const { read, tracks, fine } = readAll(pieces);
      expect(fine).toBe(true);
      expect(tracks.map(({ kind, codec, width }) => [kind, codec, width])).toEqual([
        ["video", "V_VP8", 320],
        ["audio", "A_OPUS", 0],
      ]);
      expect(read.map(({ track, timeMs, key, bytes }) => [track, timeMs, key, bytes.length])).toEqual(
        frames.map(({ kind, timeUs, key, parts }) => [kind === "video" ? 1 : 2, timeUs / 1_000, key, parts[0]?.length]),
      );
      expect(read.at(-1)?.bytes).toEqual(frames.at(-1)?.parts[0]);
    }
  });

  it("says no to what is no Matroska", () => {
    expect(readAll([Buffer.from("GET / HTTP/1.1\r\n")]).fine).toBe(false);
    expect(readAll([Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3, 0x80, 0xa3, 0x10, 0xff, 0xff, 0xff)]).fine).toBe(false);
  });

  it("survives whatever is damaged on the way", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(stream.length - 1), fc.nat(255)), { maxLength: 40 }), (changes) => {
        const damaged = Uint8Array.from(stream);
        for (const [at, byte] of changes) damaged[at] = byte;
        readAll([damaged.subarray(0, 9_000), damaged.subarray(9_000)]);
      }),
      { numRuns: 200 },
    );
  });
});
