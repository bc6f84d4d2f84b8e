import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { measurePage } from "./page-size.ts";

test("a page weighs itself, its scripts, preloaded scripts and styles, each once", () => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-size-"));
  mkdirSync(join(folder, "assets"));
  const html = `<script src="/theme.js"></script><script type="module" crossorigin src="/assets/a.js"></script>
    <link rel="modulepreload" crossorigin href="/assets/b.js"><link rel="stylesheet" href="/assets/c.css">
    <link rel="stylesheet" href="/assets/c.css"><link rel="icon" href="/icon.png">`;
  const files: Record<string, string> = {
    "page.html": html,
    "theme.js": "1;",
    "assets/a.js": "2;",
    "assets/b.js": "3;",
    "assets/c.css": "a{}",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const expected = Object.values(files).reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
  expect(measurePage(folder, "page.html")).toEqual({ page: "page.html", files: 5, gzipBytes: expected });
  rmSync(folder, { recursive: true });
});
