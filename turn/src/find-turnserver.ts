import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const usualFolders = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/homebrew/bin", "/opt/homebrew/sbin"];

/** What to do where coturn is missing. */
export const turnserverMissing =
  "coturn's program `turnserver` was not found. Install it (Debian and Ubuntu: `apt-get install coturn`; macOS: `brew install coturn`), then try again.";

/** Path of coturn's program, or undefined when this machine has none. */
export const findTurnserver = (path = process.env["PATH"] ?? ""): string | undefined =>
  [...path.split(delimiter), ...usualFolders].map((folder) => join(folder, "turnserver")).find(isExecutable);

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // the expected answer for every folder but one
  }
};
