import { describe, expect, it } from "vitest";

const sheets = import.meta.glob<string>("./*.css", { query: "?raw", import: "default", eager: true });
const linesThat = (pattern: RegExp) =>
  Object.values(sheets)
    .flatMap((sheet) => sheet.split("\n"))
    .filter((line) => pattern.test(line));

describe("the style sheet", () => {
  it("is found", () => expect(Object.values(sheets).join("")).toContain(".chat-message"));
  it("takes colours and sizes from the tokens", () => {
    expect(linesThat(/#[\da-f]{3,8}\b|\brgba?\(|\b\d+(\.\d+)?(px|rem)\b/i)).toEqual([]);
  });
  it("holds in right-to-left text", () => {
    expect(linesThat(/(^|[\s-])(left|right)\s*:|text-align:\s*(left|right)|^\s*(width|height|(min|max)-(width|height)):/)).toEqual([]);
  });
});
