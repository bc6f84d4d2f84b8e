import { describe, expect, it } from "vitest";
import { firstWords } from "./first-words.ts";

describe("the first words of a message", () => {
  it("are its words without the signs around them", () => {
    expect(firstWords("Good **morning**, _all_", [])).toBe("Good morning, all");
    expect(firstWords("# Plan\n\n- one\n- [two](https://example.org)\n", [])).toBe("Plan one, two");
    expect(firstWords("> so?\n\n```js\nlet a = 1\n```", [])).toBe("so? let a = 1");
    expect(firstWords("first line\nsecond", [])).toBe("first line second");
  });

  it("end between two words, or in one that is endless", () => {
    const cut = firstWords("lorem ipsum ".repeat(20), []);
    expect(cut).toMatch(/ (?:lorem|ipsum)…$/);
    expect(cut.length).toBeLessThanOrEqual(81);
    expect(firstWords("x".repeat(500), [])).toBe(`${"x".repeat(80)}…`);
    expect(firstWords("😀".repeat(100), [])).toBe(`${"😀".repeat(80)}…`);
  });

  it("are none where there are none", () => {
    expect(firstWords("", [])).toBe("");
    expect(firstWords("---", [])).toBe("");
  });
});
