import type { ReadableText } from "@tfx/protocol/broadcasts";
import { describe, expect, it } from "vitest";
import { createTextShelf, keepSame } from "./text-shelf.ts";

const chat = (id: string, at: number, text = id): ReadableText => ({
  id,
  kind: "chat",
  name: "Jonas",
  text,
  at,
  changedAt: at,
  done: true,
});
const line = (id: string, at: number, more: Partial<ReadableText> = {}): ReadableText => ({ ...chat(id, at), kind: "captions", ...more });
const words = (texts: readonly ReadableText[]): string => texts.map(({ text }) => text).join();

describe("what was written", () => {
  it("is read when the picture of its moment is there, in the order of time", () => {
    const shelf = createTextShelf();
    shelf.put([chat("b", 2_000), chat("a", 1_000)]);
    expect([500, 1_500, 2_000].map((ms) => words(shelf.chatAt(ms)))).toEqual(["", "a", "a,b"]);
    expect([shelf.has("chat"), shelf.has("captions")]).toEqual([true, false]);
  });

  it("changes in its place, and is gone when it was taken back", () => {
    const shelf = createTextShelf();
    shelf.put([chat("a", 1_000, "teh"), chat("b", 2_000)]);
    shelf.put([{ ...chat("a", 1_000, "the"), changedAt: 5_000 }]);
    expect(words(shelf.chatAt(9_000))).toBe("the,b");
    shelf.put([chat("b", 2_000, "")]);
    expect(words(shelf.chatAt(9_000))).toBe("the");
  });
});

describe("captions", () => {
  it("are two lines of the moment, and go after a while", () => {
    const shelf = createTextShelf();
    shelf.put([line("a", 1_000), line("b", 3_000), line("c", 5_000)]);
    expect([1_000, 4_000, 5_000, 9_500, 11_001].map((ms) => words(shelf.captionsAt(ms)))).toEqual(["a", "a,b", "b,c", "c", ""]);
  });

  it("stand while they grow", () => {
    const shelf = createTextShelf();
    shelf.put([line("a", 1_000, { changedAt: 4_000, done: false })]);
    expect([15_000, 19_500].map((ms) => words(shelf.captionsAt(ms)))).toEqual(["a", ""]);
    shelf.put([line("a", 1_000, { changedAt: 16_000, text: "all of it" })]);
    expect(words(shelf.captionsAt(20_000))).toBe("all of it");
  });
});

it("a list in which nothing has changed is the same list", () => {
  const before = [1, 2];
  expect(keepSame(before, [1, 2])).toBe(before);
  expect(keepSame(before, [1, 3])).toEqual([1, 3]);
});
