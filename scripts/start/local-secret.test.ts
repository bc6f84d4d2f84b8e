import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localSecret } from "./local-secret.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tfx-secret-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("a second start uses the secret of the first, so that seats survive the restart", () => {
  const file = join(folder, "deep", "secret");
  const first = localSecret(file);
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(localSecret(file)).toBe(first);
});

test("nobody but its owner can read the secret", () => {
  const file = join(folder, "secret");
  localSecret(file);
  expect(statSync(file).mode & 0o077).toBe(0);
});

test("a file that was cut short is replaced", () => {
  const file = join(folder, "secret");
  writeFileSync(file, "short");
  expect(localSecret(file)).toHaveLength(43);
});
