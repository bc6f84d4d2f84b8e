import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MediaFrame, StreamFormat } from "../stream/media-frame.ts";
import { createTimedFrames } from "../stream/timed-frames.ts";
import { aacFrameSamples, createAdtsReader } from "./adts/adts.ts";
import { initSegment } from "./fmp4/init-segment.ts";
import { mediaPart, type TimedFrame } from "./fmp4/media-part.ts";
import { nalType, nalTypeOf } from "./h264/nal-unit.ts";
import { readSps } from "./h264/read-sps.ts";
import { createLiveMatroska } from "./matroska/live-writer.ts";
import { createTsMuxer } from "./mpegts/muxer.ts";

// What players think of our files, asked of ffmpeg with real pictures and sound.

const folder = mkdtempSync(join(tmpdir(), "tfx-containers-"));
const path = (name: string) => join(folder, name);
const seconds = 3;
let frames: readonly MediaFrame[] = [];
let format: StreamFormat = { video: undefined, audio: undefined };

const splitUnits = (bytes: Uint8Array): readonly Uint8Array[] => {
  const starts: number[] = [];
  for (let at = 0; at + 3 < bytes.length; at += 1) if (bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 1) starts.push(at + 3);
  return starts.map((start, index) => {
    let end = (starts[index + 1] ?? bytes.length + 3) - 3;
    while (bytes[end - 1] === 0 && index < starts.length - 1) end -= 1;
    return bytes.subarray(start, end);
  });
};

beforeAll(() => {
  const make = (...args: readonly string[]) => execFileSync("ffmpeg", ["-v", "error", "-y", "-f", "lavfi", ...args]);
  make(
    "-i",
    `testsrc=size=320x180:rate=30:duration=${seconds}`,
    "-pix_fmt",
    "yuv420p",
    "-c:v",
    "libx264",
    "-profile:v",
    "baseline",
    "-g",
    "30",
    "-x264opts",
    "slices=1",
    "-f",
    "h264",
    path("in.h264"),
  );
  make("-i", `sine=frequency=440:sample_rate=48000:duration=${seconds}`, "-c:a", "aac", "-f", "adts", path("in.aac"));
  const units = splitUnits(readFileSync(path("in.h264")));
  const find = (type: number) => units.find((unit) => nalTypeOf(unit) === type) ?? new Uint8Array();
  const [sps, pps] = [find(nalType.sps), find(nalType.pps)];
  const { width = 0, height = 0 } = readSps(sps) ?? {};
  const reader = createAdtsReader();
  // In odd pieces, as a pipe brings them.
  const bytes = readFileSync(path("in.aac"));
  const sound = Array.from({ length: Math.ceil(bytes.length / 700) }, (_, index) =>
    reader.push(bytes.subarray(index * 700, (index + 1) * 700)),
  ).flat();
  format = { video: { codec: "h264", width, height, sps, pps }, audio: reader.format };
  const pictures = units.filter((unit) => nalTypeOf(unit) === nalType.idr || nalTypeOf(unit) === nalType.slice);
  frames = [
    ...pictures.map(
      (unit, index) =>
        ({ kind: "video", timeUs: Math.round((index * 1e6) / 30), key: nalTypeOf(unit) === nalType.idr, parts: [unit] }) as const,
    ),
    ...sound.map(
      (part, index) => ({ kind: "audio", timeUs: Math.round((index * aacFrameSamples * 1e6) / 48_000), key: true, parts: [part] }) as const,
    ),
  ].sort((one, other) => one.timeUs - other.timeUs);
});
afterAll(() => rmSync(folder, { recursive: true }));

const probe = (name: string) => {
  const { stdout, stderr } = spawnSync(
    "ffprobe",
    ["-v", "warning", "-of", "json", "-show_streams", "-show_packets", "-count_frames", path(name)],
    { encoding: "utf8" },
  );
  const { streams, packets } = JSON.parse(stdout) as {
    streams: readonly { codec_name: string; width?: number; nb_read_frames: string; start_time: string }[];
    packets: readonly { codec_type: string; pts_time: string; flags: string }[];
  };
  return { streams, packets, complaints: stderr };
};

const expectWhole = (name: string) => {
  const { streams, packets, complaints } = probe(name);
  expect(complaints).toBe("");
  expect(streams.map(({ codec_name }) => codec_name).sort()).toEqual(["aac", "h264"]);
  const video = packets.filter(({ codec_type }) => codec_type === "video");
  expect(video.length).toBeGreaterThanOrEqual(seconds * 30 - 1);
  expect(video.filter(({ flags }) => flags.startsWith("K"))).toHaveLength(seconds);
  const start = Number(video[0]?.pts_time);
  for (const [index, { pts_time }] of video.entries()) expect(Math.abs(Number(pts_time) - start - index / 30)).toBeLessThan(0.0015);
  const sound = packets.find(({ codec_type }) => codec_type === "audio");
  expect(Math.abs(Number(sound?.pts_time) - start)).toBeLessThan(0.03);
  const decoded = spawnSync("ffmpeg", ["-v", "warning", "-i", path(name), "-f", "null", "-"], { encoding: "utf8" });
  expect(decoded.stderr).toBe("");
};

describe("containers", () => {
  it("as fragmented MP4: parts joined behind their head are a file", () => {
    const time = createTimedFrames();
    const timed = frames.flatMap((frame) => time.push(frame) ?? []);
    const parts: Uint8Array[] = [initSegment(format)];
    for (let from = 0, sequence = 1; from < seconds * 1e6; from += 200_000, sequence += 1) {
      const of = (kind: string): TimedFrame[] =>
        timed.filter(({ frame }) => frame.kind === kind && frame.timeUs >= from && frame.timeUs < from + 200_000);
      const part = mediaPart(sequence, { video: of("video"), audio: of("audio") });
      if (part !== undefined) parts.push(part);
    }
    writeFileSync(path("out.mp4"), Buffer.concat(parts));
    expectWhole("out.mp4");
  });

  it("as an MPEG transport stream, from the middle too", () => {
    const muxer = createTsMuxer(format);
    const pieces = frames.map((frame) => muxer.write(frame));
    for (const piece of pieces) expect(piece.length % 188).toBe(0);
    writeFileSync(path("out.ts"), Buffer.concat(pieces));
    expectWhole("out.ts");
  });

  it("as Matroska that grows", () => {
    const matroska = createLiveMatroska(format);
    writeFileSync(path("out.mkv"), Buffer.concat([matroska.header, ...frames.map((frame) => matroska.write(frame))]));
    expectWhole("out.mkv");
  });
});
