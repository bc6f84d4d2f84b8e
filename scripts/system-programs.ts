import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findTurnserver } from "@tfx/turn";
import { findChromium } from "./find-chromium.ts";

/** A program or font that the tests use and npm cannot bring. */
interface SystemProgram {
  readonly name: string;
  /** One, or several with spaces between them. */
  readonly debianPackage: string;
  readonly why: string;
  /** Without a needed one nothing is run; without another the tests go on. */
  readonly needed: boolean;
  isThere(): boolean;
}

const emojiFont = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf";

const isOnPath = (program: string): boolean => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

const rtmpModule = "/usr/lib/nginx/modules/ngx_rtmp_module.so";

const programs: readonly SystemProgram[] = [
  {
    name: "Chromium",
    debianPackage: "chromium",
    why: "the calls of the end-to-end tests run in it",
    needed: true,
    isThere: () => findChromium() !== undefined,
  },
  {
    name: "coturn",
    debianPackage: "coturn",
    why: "the relay that calls go through where no direct path is found",
    needed: true,
    isThere: () => findTurnserver() !== undefined,
  },
  {
    name: "ffmpeg",
    debianPackage: "ffmpeg",
    why: "recordings are read with it",
    needed: true,
    isThere: () => spawnSync("ffmpeg", ["-version"]).status === 0 && spawnSync("ffprobe", ["-version"]).status === 0,
  },
  {
    name: "nginx with RTMP",
    debianPackage: "libnginx-mod-rtmp",
    why: "a server that broadcasts are pushed to",
    needed: true,
    isThere: () => existsSync(rtmpModule) && spawnSync("nginx", ["-v"]).status === 0,
  },
  {
    name: "VLC",
    debianPackage: "vlc-bin vlc-plugin-base",
    why: "it plays broadcasts",
    needed: false,
    isThere: () => process.platform !== "linux" || isOnPath("cvlc"),
  },
  {
    name: "GStreamer",
    debianPackage:
      "gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-base-apps gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-libav",
    why: "it plays broadcasts",
    needed: false,
    isThere: () => process.platform !== "linux" || isOnPath("gst-play-1.0"),
  },
  {
    name: "an emoji font",
    debianPackage: "fonts-noto-color-emoji",
    why: "reactions in screenshots",
    needed: false,
    isThere: () => process.platform !== "linux" || existsSync(emojiFont),
  },
];

const missingPrograms = (): readonly SystemProgram[] => programs.filter((program) => !program.isThere());

/**
 * Makes sure of the system programs, saying what it does: as root on Debian or Ubuntu it installs what
 * is missing. Otherwise it says what to install; the answer is whether the needed ones are there.
 */
export const ensureSystemPrograms = (): boolean => {
  const missing = missingPrograms();
  if (missing.length === 0) return true;
  for (const { name, why } of missing) console.log(`Missing: ${name} (${why}).`);
  if (canInstall()) install(missing.map(({ debianPackage }) => debianPackage));
  const still = missingPrograms();
  if (still.length > 0) console.error(instructions(still));
  return !still.some(({ needed }) => needed);
};

const canInstall = (): boolean => existsSync("/etc/debian_version") && existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;

const install = (packages: readonly string[]): void => {
  console.log(`Installing with apt-get: ${packages.join(" ")}`);
  const apt = (...parameters: string[]) =>
    spawnSync("apt-get", parameters, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  // An old list of packages names files that the mirrors no longer have. A failed update may still leave a usable one.
  apt("update", "-q");
  // One at a time: a font that cannot be had must not keep the others away.
  for (const names of packages) apt("install", "-y", "-q", "--no-install-recommends", ...names.split(" "));
};

const instructions = (missing: readonly SystemProgram[]): string => {
  const packages = missing.map(({ debianPackage }) => debianPackage).join(" ");
  const names = missing.map(({ name }) => name).join(", ");
  return [
    `Not installed: ${names}.`,
    `On Debian or Ubuntu: sudo apt-get update && sudo apt-get install -y ${packages}`,
    "On macOS: brew install coturn ffmpeg, and brew install --cask chromium",
    "A Chromium elsewhere is found through CHROMIUM_PATH. Then run npm test again.",
  ].join("\n");
};
