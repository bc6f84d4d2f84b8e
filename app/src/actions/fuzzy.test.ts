import { describe, expect, it } from "vitest";
import { fuzzyFind, fuzzyScore } from "./fuzzy.ts";

const titles = [
  "Mute microphone",
  "Turn camera off",
  "Share your screen",
  "Full screen",
  "Raise hand",
  "Leave the call",
  "Großes Bild",
  "Détails",
];
const find = (typed: string) => fuzzyFind(typed, titles, (title) => title);

describe("finding by a few letters", () => {
  it("lists everything in order for nothing typed", () => expect(find("")).toEqual(titles));
  it("finds the words as typed first", () => expect(find("screen")).toEqual(["Full screen", "Share your screen"]));
  it("finds by the beginnings of words", () => expect(find("sys")[0]).toBe("Share your screen"));
  it("finds by letters in between", () => expect(find("lvcl")[0]).toBe("Leave the call"));
  it("does not find what lacks a letter", () => expect(find("xylophone")).toEqual([]));
  it("cares about neither accents nor case", () => expect(find("DETAIL")).toEqual(["Détails"]));
  it("prefers a beginning to a middle", () => expect(fuzzyScore("ha", "Raise hand")).toBeGreaterThan(fuzzyScore("ha", "Share")));
});
