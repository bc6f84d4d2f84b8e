import { beforeAll, describe, expect, it } from "vitest";
import { makeStillPicture } from "../outputs/still-picture.ts";
import { createTsMuxer, type TsMuxer } from "../protocols/mpegts/muxer.ts";
import { loadFilm, type Film } from "../testing/load-film.ts";
import { createPictureFreezer, type StillPicture } from "./picture-freezer.ts";
import type { MediaFrame, StreamFormat, VideoFormat } from "./media-frame.ts";
import { spawnSync } from "node:child_process";

let film: Film;
let still: StillPicture | undefined;
const videoOf = ({ video }: StreamFormat): VideoFormat => {
  if (video === undefined) throw new Error("The film has no picture.");
  return video;
};
beforeAll(async () => {
  film = loadFilm({ seconds: 2 });
  still = await makeStillPicture(videoOf(film.format), film.frames.filter(({ kind }) => kind === "video").slice(30));
}, 40_000);

const createShown = (makeStill = async () => Promise.resolve(still), patienceUs?: number) => {
  const shown: (MediaFrame | VideoFormat)[] = [];
  let keys = 0;
  const freezer = createPictureFreezer({
    makeStill,
    setFormat: (format) => void shown.push(format),
    emit: (frame) => void shown.push(frame),
    requestKey: () => void (keys += 1),
    patienceUs,
  });
  return { shown, freezer, keys: () => keys, frames: () => shown.filter((one) => "timeUs" in one) };
};
const settle = async () => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};
const pictures = () => film.frames.filter(({ kind }) => kind === "video");

describe("pictures that stop", () => {
  it("stand, without a gap, and go on with the next key picture", async () => {
    const { freezer, shown, frames, keys } = createShown();
    freezer.setFormat(videoOf(film.format));
    for (const frame of pictures()) freezer.push(frame);
    const lastUs = pictures().at(-1)?.timeUs ?? 0;
    freezer.tick(lastUs + 1_000_000);
    await settle();
    expect(frames()).toHaveLength(60);
    freezer.tick(lastUs + 1_600_000);
    await settle();
    for (let now = 2_000_000; now <= 6_000_000; now += 50_000) freezer.tick(lastUs + now);
    const times = frames().map(({ timeUs }) => timeUs);
    expect(times.at(-1)).toBeGreaterThanOrEqual(lastUs + 5_600_000);
    for (let index = 1; index < times.length; index += 1)
      expect((times[index] ?? 0) - (times[index - 1] ?? 0)).toBeLessThanOrEqual(200_000);
    // What depends on pictures that nobody sees any more waits.
    const before = frames().length;
    freezer.push({ kind: "video", timeUs: lastUs + 6_500_000, key: false, parts: [Uint8Array.of(0x41)] });
    expect([frames().length, keys()]).toEqual([before, 1]);
    freezer.push({ kind: "video", timeUs: lastUs + 6_600_000, key: true, parts: [Uint8Array.of(0x65)] });
    expect(shown.slice(-2)[0]).toBe(film.format.video);
    expect(frames()).toHaveLength(before + 1);
  });

  it("come back although they are far behind, for the still waits for them", async () => {
    const { freezer, frames, keys } = createShown(undefined, 2_500_000);
    freezer.setFormat(videoOf(film.format));
    for (const frame of pictures()) freezer.push(frame);
    const lastUs = pictures().at(-1)?.timeUs ?? 0;
    const run = (fromUs: number, toUs: number) => {
      for (let now = fromUs; now <= toUs; now += 50_000) freezer.tick(lastUs + now);
    };
    run(0, 2_400_000);
    await settle();
    expect(frames()).toHaveLength(60);
    run(2_500_000, 2_500_000);
    await settle();
    run(2_550_000, 8_000_000);
    // Those who send in lots are a second and more behind.
    expect(frames().at(-1)?.timeUs).toBeLessThan(lastUs + 6_900_000);
    const before = frames().length;
    const back = (us: number, key: boolean) => freezer.push({ kind: "video", timeUs: lastUs + us, key, parts: [Uint8Array.of(0x65)] });
    back(6_000_000, true);
    expect([frames().length, keys()]).toEqual([before, 1]);
    run(8_050_000, 9_000_000);
    expect(frames()).toHaveLength(before);
    back(7_000_000, true);
    back(7_033_333, false);
    expect(frames()).toHaveLength(before + 2);
  });

  it("are not held up by a still that comes too late", async () => {
    let give: (one: StillPicture | undefined) => void = () => undefined;
    const { freezer, shown, frames } = createShown(() => new Promise((resolve) => (give = resolve)));
    freezer.setFormat(videoOf(film.format));
    for (const frame of pictures()) freezer.push(frame);
    freezer.tick(9_000_000);
    freezer.push({ kind: "video", timeUs: 9_100_000, key: false, parts: [Uint8Array.of(0x41)] });
    give(still);
    await settle();
    freezer.tick(9_200_000);
    expect(frames()).toHaveLength(61);
    expect(shown.filter((one) => "codec" in one)).toHaveLength(1);
  });

  it("are decoded as they stood", () => {
    expect(still?.format).toMatchObject({ codec: "h264", width: 320, height: 180 });
    expect(still?.frames.map(({ key }) => key)).toEqual([true, ...Array.from({ length: 9 }, () => false)]);
    if (still === undefined) return;
    const muxer: TsMuxer = createTsMuxer({ video: still.format, audio: undefined });
    const frames = Array.from({ length: 3 }, () => still?.frames ?? []).flat();
    const ts = frames.map((frame, index) => muxer.write({ kind: "video", timeUs: index * 200_000, ...frame }));
    const { stderr } = spawnSync("ffmpeg", ["-v", "warning", "-i", "pipe:0", "-f", "null", "-"], {
      input: Buffer.concat(ts),
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    // It was black when it stopped, and 0.5 s into each second it is.
    const look = ["-v", "error", "-i", "pipe:0", "-vf", "scale=1:1", "-frames:v", "1", "-pix_fmt", "rgb24", "-f", "rawvideo", "-"];
    const { stdout } = spawnSync("ffmpeg", look, { input: Buffer.concat(ts) });
    expect(Math.max(...stdout)).toBeLessThan(12);
  });
});
