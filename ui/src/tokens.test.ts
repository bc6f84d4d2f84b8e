import { describe, expect, it } from "vitest";

const sheets = import.meta.glob<string>(["./**/*.css", "../../app/src/**/*.css", "!./tokens.css"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const names = Object.keys(sheets);

const read = (sheet: string) => (sheets[sheet] ?? "").replaceAll(/\/\*[\s\S]*?\*\//g, "");
const linesThat = (sheet: string, pattern: RegExp) =>
  read(sheet)
    .split("\n")
    // A media or container query cannot read a custom property, so widths at which a layout turns stand there.
    .filter((line) => !/^\s*@(media|container)/.test(line) && pattern.test(line));

describe("style sheets", () => {
  it("are found", () => expect(names.length).toBeGreaterThan(8));

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
