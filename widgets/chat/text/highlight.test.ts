import { describe, expect, it } from "vitest";
import { highlight } from "./highlight.ts";

const lit = (code: string, language: string) =>
  highlight(code, language)
    .filter(({ kind }) => kind !== "plain")
    .map(({ kind, text }) => `${kind} ${text}`);

describe("code", () => {
  it("shows words, texts, numbers, names and comments", () => {
    expect(lit('const a = f("x", 1.5); // why', "ts")).toEqual(["word const", "name f", 'text "x"', "number 1.5", "comment // why"]);
    expect(lit("def f(): # why\n  return None", "Python")).toEqual(["word def", "name f", "comment # why", "word return", "word None"]);
    expect(lit("select * from a -- why", "sql")).toEqual(["word select", "word from", "comment -- why"]);
    expect(lit('{ "a": true, "b": [1] }', "json")).toEqual(['name "a"', "word true", 'name "b"', "number 1"]);
  });

  it.each(["ts", "py", "sql", "json", "html", "css", "bash", "rust", "", "klingon", "constructor"])(
    "stays the same code in %s",
    (language) => {
      const code = '/* a \'b\n `c ${d}` "e\\" # f -- g <!-- h --> 0x1F 🎉 "';
      expect(
        highlight(code, language)
          .map(({ text }) => text)
          .join(""),
      ).toBe(code);
    },
  );

  it.each(['"', "`", "/*", "'\\", "<!--", "a", "1."])("of 4,000 times %s is read at once", (sign) => {
    const before = performance.now();
    for (const language of ["ts", "html", "json"]) highlight(sign.repeat(4_000), language);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
