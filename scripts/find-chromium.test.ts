import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findChromium } from "./find-chromium.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tfx-chromium-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const program = (name: string, mode = 0o755): string => {
  const path = join(folder, name);
  writeFileSync(path, "#!/bin/sh\n");
  chmodSync(path, mode);
  return path;
};

test("CHROMIUM_PATH comes before the search path", () => {
  program("chromium");
  const chosen = program("my-browser");
  expect(findChromium({ CHROMIUM_PATH: chosen, PATH: folder }, "none")).toBe(chosen);
});

test("a CHROMIUM_PATH that is no program is not replaced by another browser", () => {
  program("chromium");
  expect(findChromium({ CHROMIUM_PATH: join(folder, "missing"), PATH: folder }, "none")).toBeUndefined();
});

test("the search path is followed in its order and skips what cannot be run", () => {
  program("chromium", 0o644);
  const found = program("chromium-browser");
  expect(findChromium({ PATH: ["/nowhere", folder].join(delimiter) }, "none")).toBe(found);
});

test("no Chromium at all is undefined", () => {
  expect(findChromium({ PATH: folder }, "none")).toBeUndefined();
});
