import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

// Read as files: under Vitest every imported style sheet is empty.
const root = resolve(import.meta.dirname, "..");
const names = globSync(["ui/src/**/*.css", "app/src/**/*.css", "widgets/*/**/*.css", "web/src/**/*.css"], {
  cwd: root,
  exclude: ["ui/src/tokens.css", "**/node_modules/**"],
});

const read = (sheet: string) => readFileSync(join(root, sheet), "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
const linesThat = (sheet: string, pattern: RegExp) =>
  read(sheet)
    .split("\n")
    // A media or container query cannot read a custom property, so widths at which a layout turns stand there.
    .filter((line) => !/^\s*@(media|container)/.test(line) && pattern.test(line));

describe("style sheets", () => {
  it("are found, and say something", () => {
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((sheet) => read(sheet).trim() === "")).toEqual([]);
  });

  it.each(names)("%s takes every colour from the tokens", (sheet) => {
    expect(linesThat(sheet, /#[\da-f]{3,8}\b|\b(rgb|rgba|hsl|hsla|oklch|color|color-mix)\(/i)).toEqual([]);
  });

  it.each(names)("%s takes every size from the tokens", (sheet) => {
    expect(linesThat(sheet, /\b\d+(\.\d+)?(px|rem)\b/)).toEqual([]);
  });

  it.each(names)("%s holds in right-to-left text", (sheet) => {
    expect(linesThat(sheet, /(^|[\s-])(left|right)\s*:|text-align:\s*(left|right)|^\s*(width|height|(min|max)-(width|height)):/)).toEqual(
      [],
    );
  });
});
