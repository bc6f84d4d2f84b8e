import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Gateway } from "../src/index.ts";
import { openFilmPublisher, type FilmPublisher } from "../src/testing/film-publisher.ts";
import { loadFilm } from "../src/testing/load-film.ts";
import { openTestGateway } from "../src/testing/open-gateway.ts";

// Every player has to show what was filmed: blue.

const run = promisify(execFile);
const film = loadFilm({ seconds: 3, sound: "opus", colour: "blue" });
const folder = mkdtempSync(join(tmpdir(), "tfx-players-"));
let gateway: Gateway;
let publisher: FilmPublisher;
beforeAll(async () => {
  // A player that is not run as root writes here too.
  chmodSync(folder, 0o777);
  gateway = await openTestGateway();
  publisher = await openFilmPublisher({ url: `${gateway.url}/whip/film`, film });
  await vi.waitUntil(async () => (await fetch(`${gateway.url}/hls/film/index.m3u8`)).ok, { timeout: 40_000 });
}, 90_000);
afterAll(async () => {
  await publisher.close();
  await gateway.close();
  rmSync(folder, { recursive: true });
});

const has = (program: string): boolean => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
const isBlue = ([red = 255, green = 255, blue = 0]: Uint8Array): boolean => red < 40 && green < 40 && blue > 200;
const addresses = { HLS: "/hls/film/index.m3u8", "MPEG-TS": "/ts/film.ts" } as const;

/** The first pixel of a picture or a raw film. */
const pixelOf = async (path: string): Promise<Uint8Array> => {
  const parameters = [
    "-v",
    "error",

    "-i",
    path,
    "-vf",
    "scale=1:1",
    "-frames:v",
    "1",
    "-pix_fmt",
    "rgb24",
    "-f",
    "rawvideo",
    "-",
  ];
  const { stdout } = await run("ffmpeg", parameters, { encoding: "buffer" });
  return stdout;
};

describe("ffmpeg", { timeout: 60_000 }, () => {
  for (const [name, path] of Object.entries(addresses))
    it(`decodes ${name}: blue pictures`, async () => {
      expect(isBlue(await pixelOf(gateway.url + path))).toBe(true);
    });

  for (const [name, path] of Object.entries(addresses))
    it(`plays ${name} by ffplay, picture and sound`, async () => {
      const env = { ...process.env, SDL_VIDEODRIVER: "dummy", SDL_AUDIODRIVER: "dummy" };
      const parameters = ["-hide_banner", "-loglevel", "info", "-vf", "scale=16:16,format=rgb24,showinfo", "-af", "ashowinfo"];
      const child = spawn("ffplay", [...parameters, gateway.url + path], { stdio: ["ignore", "ignore", "pipe"], env });
      let told = "";
      child.stderr.on("data", (text: Buffer) => (told += text.toString()));
      const means = () => [...told.matchAll(/mean:\[(\d+)/g)].map(([, mean]) => Number(mean));
      try {
        await expect.poll(() => means().length, { timeout: 25_000 }).toBeGreaterThan(20);
        await expect.poll(() => told, { timeout: 5_000 }).toMatch(/ashowinfo.* nb_samples:\d+/);
      } finally {
        child.kill("SIGKILL");
        await once(child, "close");
      }
      // Red, green and blue together: 255 / 3.
      for (const mean of means()) expect(Math.abs(mean - 85)).toBeLessThan(12);
    });
});

describe.skipIf(!has("cvlc"))("VLC (needs vlc-bin)", { timeout: 90_000 }, () => {
  for (const [name, path] of Object.entries(addresses))
    it(`plays ${name}: blue pictures`, async () => {
      const prefix = `vlc-${name.toLowerCase()}-`;
      const scene = `--video-filter=scene --vout=dummy --aout=dummy --scene-format=png --scene-ratio=5 --scene-prefix=${prefix}`;
      const parameters = [
        "-I",
        "dummy",
        "--no-plugins-cache",
        "--quiet",
        ...scene.split(" "),
        `--scene-path=${folder}`,
        gateway.url + path,
      ];
      // It does not run as root.
      const who = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      const child = spawn("cvlc", parameters, { stdio: "ignore", env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder }, ...who });
      const pictures = () => readdirSync(folder).filter((file) => file.startsWith(prefix) && file.endsWith(".png"));
      try {
        await expect.poll(() => pictures().length, { timeout: 60_000 }).toBeGreaterThan(3);
      } finally {
        child.kill("SIGKILL");
        await once(child, "close");
      }
      expect(isBlue(await pixelOf(join(folder, pictures().toSorted()[1] ?? "")))).toBe(true);
    });
});

/** Where GStreamer writes what it shows and sounds: pictures of one colour need no more than four pixels. */
const gstSinks = (name: string) => {
  const [picture, sound] = [join(folder, `${name}.rgb`), join(folder, `${name}.pcm`)];
  const sink = (path: string) => `filesink location=${path} sync=true buffer-mode=unbuffered`;
  return {
    picture,
    sound,
    pictureSink: `videoconvert ! videoscale ! video/x-raw,format=RGB,width=4,height=4 ! ${sink(picture)}`,
    soundSink: `audioconvert ! audio/x-raw,format=S16LE ! ${sink(sound)}`,
  };
};
// Rows of a raw picture are a multiple of four bytes.
const gstPictureBytes = 4 * 4 * 3;

/** Runs a program until it has shown fifty pictures; then looks at each of them, and listens. */
const playByGst = async (program: string, parameters: readonly string[], sinks: ReturnType<typeof gstSinks>): Promise<void> => {
  const child = spawn(program, parameters, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: folder } });
  let said = "";
  child.stderr.on("data", (text: Buffer) => (said += text.toString()));
  const bytesOf = (path: string): Buffer => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0));
  const shown = () => Math.floor(bytesOf(sinks.picture).length / gstPictureBytes);
  try {
    await expect.poll(shown, { timeout: 40_000, message: said }).toBeGreaterThan(50);
    await expect.poll(() => loudest(bytesOf(sinks.sound)), { timeout: 10_000, message: said }).toBeGreaterThan(5_000);
  } finally {
    child.kill("SIGKILL");
    await once(child, "close");
  }
  const pictures = bytesOf(sinks.picture);
  const all = Array.from({ length: shown() }, (_, index) => pictures.subarray(index * gstPictureBytes, (index + 1) * gstPictureBytes));
  expect(all.filter((picture) => !isBlue(picture))).toEqual([]);
};

/** The loudest of all samples: the film beeps. */
const loudest = (samples: Buffer): number => {
  let most = 0;
  for (let at = 0; at + 1 < samples.length; at += 2) most = Math.max(most, Math.abs(samples.readInt16LE(at)));
  return most;
};

describe.skipIf(!has("gst-play-1.0"))("GStreamer (needs gstreamer1.0-plugins-base-apps)", { timeout: 90_000 }, () => {
  for (const [name, path] of Object.entries(addresses))
    it(`plays ${name} by gst-play-1.0: blue pictures and beeps`, async () => {
      const sinks = gstSinks(`gst-play-${name}`);
      const parameters = ["--no-interactive", `--videosink=${sinks.pictureSink}`, `--audiosink=${sinks.soundSink}`];
      await playByGst("gst-play-1.0", [...parameters, gateway.url + path], sinks);
    });

  it("takes MPEG-TS apart in a pipeline of gst-launch-1.0", async () => {
    const sinks = gstSinks("gst-launch");
    const source = `souphttpsrc location=${gateway.url}${addresses["MPEG-TS"]} is-live=true ! tsdemux name=ts`;
    const lanes = [
      `ts. ! queue ! h264parse ! avdec_h264 ! ${sinks.pictureSink}`,
      `ts. ! queue ! aacparse ! avdec_aac ! ${sinks.soundSink}`,
    ];
    await playByGst("gst-launch-1.0", ["-q", ...`${source} ${lanes.join(" ")}`.split(" ")], sinks);
  });
});
