import { describe, expect, it } from "vitest";
import { markFound } from "./search.ts";

const marked = (text: string, query: string) =>
  markFound(text, query)
    .map((piece) => (piece.isFound ? `[${piece.text}]` : piece.text))
    .join("");

describe("what was found", () => {
  it("is marked whatever the accents and case, wherever it stands", () => {
    expect(marked("Café at the CAFE", "cafe")).toBe("[Café] at the [CAFE]");
    expect(marked("abab", "ab  b")).toBe("[abab]");
    expect(marked("ﬁne 🎉 fine", "fine")).toBe("[ﬁne] 🎉 [fine]");
    expect(marked("nothing", "some")).toBe("nothing");
    expect(marked("nothing", " ")).toBe("nothing");
  });
});
