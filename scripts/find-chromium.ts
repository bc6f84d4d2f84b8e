import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-for-testing", "chrome"];

const usualPlaces: Readonly<Record<string, readonly string[]>> = {
  linux: ["/usr/lib/chromium/chromium", "/snap/bin/chromium", "/var/lib/flatpak/exports/bin/org.chromium.Chromium"],
  darwin: ["/Applications/Chromium.app/Contents/MacOS/Chromium", "/opt/homebrew/bin/chromium"],
  win32: [
    join(process.env.LOCALAPPDATA ?? "C:\\", "Chromium\\Application\\chrome.exe"),
    join(process.env.PROGRAMFILES ?? "C:\\Program Files", "Chromium\\Application\\chrome.exe"),
  ],
};

/** What to tell a person when there is none. */
export const chromiumMissing = [
  "No Chromium was found. Install it (Debian and Ubuntu: apt install chromium; macOS: brew install chromium),",
  "or set CHROMIUM_PATH to its program file. Google Chrome will not do: it no longer loads unpacked extensions from the command line.",
].join("\n");

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * A Chromium on this machine: `CHROMIUM_PATH`, then the search path, then the usual places.
 * A `CHROMIUM_PATH` that is not a program gives undefined: silently using another browser would surprise.
 */
export const findChromium = (environment: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string | undefined => {
  if (environment.CHROMIUM_PATH) return isProgram(environment.CHROMIUM_PATH) ? environment.CHROMIUM_PATH : undefined;
  const suffix = platform === "win32" ? ".exe" : "";
  const onPath = (environment.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name + suffix)));
  return [...onPath, ...(usualPlaces[platform] ?? [])].find((path) => isProgram(path));
};
