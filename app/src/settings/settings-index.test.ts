import { describe, expect, it } from "vitest";
import { findSettings } from "./settings-index.ts";

const entries = [
  { id: "theme", section: "appearance", words: "Appearance Colours Like your system Light Dark" },
  { id: "mirror", section: "appearance", words: "Appearance Mirror your picture Only for you" },
  { id: "language", section: "language", words: "Language Like your browser English" },
];
const find = (typed: string) => [...findSettings(typed, entries)];

describe("the search of the settings", () => {
  it("shows all for nothing typed", () => expect(find(" ")).toHaveLength(3));
  it("finds by title, value and section", () => {
    expect(find("dark")).toEqual(["theme"]);
    expect(find("appear")).toEqual(["theme", "mirror"]);
    expect(find("your picture")).toEqual(["mirror"]);
  });
  it("finds a word that is typed with gaps", () => expect(find("lnguage")).toEqual(["language"]));
  it("finds nothing that is not there", () => expect(find("zebra")).toEqual([]));
});
