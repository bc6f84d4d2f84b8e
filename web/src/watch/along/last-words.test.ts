import { expect, it } from "vitest";
import { lastWords } from "./last-words.ts";

it("a caption of usual length stays as it is", () => expect(lastWords("Good evening, and welcome.")).toBe("Good evening, and welcome."));

it("of one that goes on and on the end is shown, from a word on", () => {
  const shown = lastWords("word ".repeat(800).trim());
  expect(shown).toMatch(/^… (?:word )+word$/);
  expect(shown.length).toBeLessThanOrEqual(202);
});

it("a single word without end covers no picture either, and is cut between letters", () => {
  expect(lastWords("x".repeat(4_000))).toBe(`… ${"x".repeat(200)}`);
  expect(lastWords(`${"😀".repeat(500)}x`)).toMatch(/^… 😀+x$/u);
});
