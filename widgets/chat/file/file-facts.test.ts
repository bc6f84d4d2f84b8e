import { describe, expect, it } from "vitest";
import { fileLook, readFile, splitName } from "./file-facts.ts";
import { shareWords, sizeWords, timeWords } from "./file-words.ts";

const facts = { id: "x".repeat(22), name: "a.txt", type: "text/plain", size: 3 };

describe("the facts of a file", () => {
  it("are read as they were sent", () => expect(readFile({ ...facts, more: 1 })).toEqual(facts));

  it.each([
    ["no object", 5],
    ["no id", { ...facts, id: "" }],
    ["an id of other signs", { ...facts, id: "<".repeat(22) }],
    ["no name", { ...facts, name: "" }],
    ["a long name", { ...facts, name: "x".repeat(256) }],
    ["a size below nothing", { ...facts, size: -1 }],
    ["a size that is none", { ...facts, size: Number.POSITIVE_INFINITY }],
  ])("are refused with %s", (_, value) => expect(readFile(value)).toBeUndefined());

  it("keep in sight how a name ends", () => {
    expect(splitName("a-very-long-name-of-a-report.final.pdf").join("")).toBe("a-very-long-name-of-a-report.final.pdf");
    expect(splitName("report.pdf")).toEqual(["report", ".pdf"]);
    expect(splitName("LICENSE")).toEqual(["LICENSE", ""]);
  });

  it("are drawn by how the name ends, else by the type", () => {
    expect(fileLook({ name: "a.CSV", type: "" })).toBe("table");
    expect(fileLook({ name: "a", type: "image/png" })).toBe("picture");
    expect(fileLook({ name: "constructor", type: "" })).toBe("other");
  });
});

describe("numbers of a file in words", () => {
  it("have their units", () => {
    expect(sizeWords(0, "en")).toBe("0 bytes");
    expect(sizeWords(999, "en")).toBe("999 bytes");
    expect(sizeWords(1_500, "en")).toBe("1.5 kB");
    expect(sizeWords(12_345_678, "en")).toBe("12.3 MB");
    expect(timeWords(0.2, "en")).toBe("1 second");
    expect(timeWords(150, "en")).toBe("3 minutes");
  });

  it("are a hundred percent only at the end", () => {
    expect(shareWords(999, 1_000, "en")).toBe("99%");
    expect(shareWords(1_000, 1_000, "en")).toBe("100%");
    expect(shareWords(0, 0, "en")).toBe("100%");
  });
});
