import { spawn } from "node:child_process";

/** Writes what ffmpeg reads to a file, as it came, for so many seconds. */
export const recordStream = (input: readonly string[], file: string, seconds: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const words = ["-v", "error", "-nostdin", ...input, "-t", String(seconds), "-map", "0", "-c", "copy", "-y", file];
    const child = spawn("ffmpeg", words, { stdio: "ignore" });
    child.once("error", reject);
    child.once("close", () => resolve());
  });
