import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const minLength = 32;

/**
 * The secret of a server started on this machine: kept in a file only this user can read, so that people
 * in a call come back to their seats after a restart.
 */
export const localSecret = (file: string): string => {
  const kept = readKept(file);
  if (kept !== undefined && kept.length >= minLength) return kept;
  const secret = randomBytes(minLength).toString("base64url");
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
};

const readKept = (file: string): string | undefined => {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};
