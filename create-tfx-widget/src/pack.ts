import { createHash } from "node:crypto";

/** A bundle, and the hash that people see when they add it. */
export interface Packed {
  readonly text: string;
  /** SHA-256 of the text in UTF-8, as 64 hexadecimal digits. */
  readonly sha256: string;
}

/**
 * Puts manifest and script into one file. The same input makes the same bytes, on every system: nothing of
 * time or place goes in, and lines end in one way.
 */
export const pack = (manifest: unknown, script: string): Packed => {
  // The manifest stands in a comment, which its own text must not end.
  const json = JSON.stringify(manifest).replaceAll("*/", String.raw`*\/`);
  const code = script
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .trim();
  const text = `/* tfx-widget ${json} */\n${code}\n`;
  return { text, sha256: createHash("sha256").update(text).digest("hex") };
};
