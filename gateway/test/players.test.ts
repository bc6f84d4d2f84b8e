import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
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
