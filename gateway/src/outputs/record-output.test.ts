import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StreamBus } from "../stream/stream-bus.ts";
import { loadFilm, type Film } from "../testing/load-film.ts";
import { createTestContext } from "../testing/output-context.ts";
import { soundOffsetsMs } from "../testing/flash-and-beep.ts";
import { createRecordings } from "../servers/recordings.ts";
import { recordOutput } from "./record-output.ts";

const folder = mkdtempSync(join(tmpdir(), "tfx-record-"));
afterAll(() => rmSync(folder, { recursive: true }));
let film: Film;
let small: Film;
beforeAll(() => {
  film = loadFilm({ seconds: 8 });
  small = loadFilm({ seconds: 4, size: "160x90" });
});

const play = (bus: StreamBus, { format, frames }: Film, fromUs = 0): void => {
  bus.setFormat(format);
  for (const frame of frames) bus.push({ ...frame, timeUs: frame.timeUs + fromUs });
};
const probe = (path: string) => {
  const { stdout, stderr } = spawnSync("ffprobe", ["-v", "warning", "-of", "json", "-show_streams", "-show_format", path], {
    encoding: "utf8",
  });
  const { streams, format } = JSON.parse(stdout) as {
    streams: readonly { codec_name: string; width?: number; nb_frames: string }[];
    format: { duration: string };
  };
  return { streams, seconds: Number(format.duration), complaints: stderr };
};
const decode = (path: string): string => spawnSync("ffmpeg", ["-v", "warning", "-i", path, "-f", "null", "-"], { encoding: "utf8" }).stderr;

describe("a recording", () => {
  it("is an MP4 once it ends, with sound where the picture is", async () => {
    const { bus, context, troubles, reports } = createTestContext({ folder, id: "whole" });
    const output = recordOutput.open(bus, {}, context);
    play(bus, film);
    await output?.close();
    const path = join(folder, "film", "whole", "recording.mp4");
    const { streams, seconds, complaints } = probe(path);
    expect(troubles).toEqual([]);
    expect(reports.at(-1)).toMatchObject({ state: "ended" });
    expect(complaints).toBe("");
    expect(streams.map(({ codec_name }) => codec_name)).toEqual(["h264", "aac"]);
    expect(Number(streams[0]?.nb_frames)).toBe(240);
    expect(Math.abs(seconds - 8)).toBeLessThan(0.1);
    const offsets = soundOffsetsMs(["-i", path]);
    expect(offsets.length).toBeGreaterThanOrEqual(6);
    for (const offset of offsets) expect(Math.abs(offset)).toBeLessThanOrEqual(40);
  });

  it("is one MP4 for each size of its pictures, and one playlist for all", async () => {
    const { bus, context, troubles } = createTestContext({ folder, id: "sizes" });
    const output = recordOutput.open(bus, {}, context);
    play(bus, film);
    play(bus, small, 8_000_000);
    await output?.close();
    expect(troubles).toEqual([]);
    expect(probe(join(folder, "film", "sizes", "recording.mp4")).streams[0]?.width).toBe(320);
    expect(probe(join(folder, "film", "sizes", "recording-2.mp4")).streams[0]?.width).toBe(160);
    const facts = (await createRecordings(folder).list("film")).find(({ id }) => id === "sizes");
    expect(facts).toMatchObject({ isFinished: true, files: ["recording.mp4", "recording-2.mp4"] });
    expect(Math.abs((facts?.seconds ?? 0) - 12)).toBeLessThan(0.2);
  });

  it("goes on where it was cut off by a crash, in the middle of a write", async () => {
    const first = createTestContext({ folder, id: "crash" });
    recordOutput.open(first.bus, {}, first.context);
    play(first.bus, film);
    const own = join(folder, "film", "crash");
    await expect.poll(async () => (await createRecordings(folder).read("film", "crash"))?.window.segments.length).toBe(4);
    const last = (await createRecordings(folder).read("film", "crash"))?.window.segments.at(-1)?.uri ?? "";
    // What was never noted: half a part, and half a line.
    appendFileSync(join(own, last), Buffer.alloc(1_000, 7));
    appendFileSync(join(own, "journal.jsonl"), '{"part":{"dur');
    const second = createTestContext({ folder, id: "crash" });
    const output = recordOutput.open(second.bus, {}, second.context);
    play(second.bus, film, 20_000_000);
    await output?.close();
    expect(second.troubles).toEqual([]);
    expect(decode(join(own, "recording.mp4"))).toBe("");
    const seconds = ["recording.mp4", "recording-2.mp4"].map((name) => probe(join(own, name)).seconds);
    for (const one of seconds) expect(Math.abs(one - 8)).toBeLessThan(0.6);
  });

  it("keeps no more than its window", async () => {
    const { bus, context, troubles } = createTestContext({ folder, id: "window" });
    const output = recordOutput.open(bus, { windowSeconds: 30 }, context);
    for (let run = 0; run < 8; run += 1) play(bus, film, run * 8_000_000);
    await output?.close();
    expect(troubles).toEqual([]);
    const files = readdirSync(join(folder, "film", "window")).filter((name) => name.startsWith("s"));
    expect(files.length).toBeGreaterThanOrEqual(15);
    expect(files.length).toBeLessThanOrEqual(17);
    expect(existsSync(join(folder, "film", "window", "recording.mp4"))).toBe(false);
  });

  it("stops when the disk is full, goes on when there is room, and is whole all the same", async () => {
    let hasRoom = true;
    const { bus, context, reports } = createTestContext({ folder, id: "full", shortage: () => (hasRoom ? undefined : "disk") });
    const output = recordOutput.open(bus, {}, context);
    play(bus, film);
    await expect.poll(() => existsSync(join(folder, "film", "full", "s2.m4s"))).toBe(true);
    hasRoom = false;
    play(bus, film, 8_000_000);
    hasRoom = true;
    play(bus, film, 16_000_000);
    await output?.close();
    expect(reports.map(({ state }) => state)).toContain("retrying");
    expect(decode(join(folder, "film", "full", "recording.mp4"))).toBe("");
  });

  it("is whole without a segment that could not be written", async () => {
    const { bus, context, troubles } = createTestContext({ folder, id: "gap" });
    // What is a folder cannot be written to.
    mkdirSync(join(folder, "film", "gap", "s1.m4s"), { recursive: true });
    const output = recordOutput.open(bus, {}, context);
    play(bus, film);
    await output?.close();
    expect(troubles).toHaveLength(1);
    expect(decode(join(folder, "film", "gap", "recording.mp4"))).toBe("");
    const seconds = probe(join(folder, "film", "gap", "recording.mp4")).seconds;
    expect(seconds).toBeGreaterThan(5);
    expect((await createRecordings(folder).list("film")).find(({ id }) => id === "gap")).toMatchObject({ isFinished: true });
  });

  it("says that it has used its share, and counts what joining it will take", async () => {
    const asked: number[] = [];
    const shortage = (reserveBytes: number) => {
      asked.push(reserveBytes);
      return reserveBytes > 20_000 ? "share" : undefined;
    };
    const { bus, context, reports } = createTestContext({ folder, id: "share", shortage });
    const output = recordOutput.open(bus, {}, context);
    play(bus, film);
    await output?.close();
    expect(reports).toContainEqual({ state: "retrying", detail: "This stream has used its share of the disk." });
    expect([asked[0], asked.toSorted((one, other) => one - other)]).toEqual([0, asked]);
    expect(decode(join(folder, "film", "share", "recording.mp4"))).toBe("");
  });

  it("keeps a shorter time to go back where its stream has no room for all of it", async () => {
    let short: "share" | undefined;
    const { bus, context } = createTestContext({ folder, id: "short", shortage: () => short });
    const output = recordOutput.open(bus, { windowSeconds: 3_600 }, context);
    const segments = () => readdirSync(join(folder, "film", "short")).filter((name) => name.startsWith("s")).length;
    for (let round = 0; round < 4; round += 1) play(bus, film, round * 8_000_000);
    await expect.poll(() => existsSync(join(folder, "film", "short", "s14.m4s"))).toBe(true);
    const before = segments();
    short = "share";
    play(bus, film, 32_000_000);
    await expect.poll(segments).toBeLessThanOrEqual(before / 2 + 1);
    short = undefined;
    play(bus, film, 40_000_000);
    await output?.close();
    expect(segments()).toBeGreaterThan(before / 2 + 2);
  });
});
