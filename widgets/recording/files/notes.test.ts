import { describe, expect, it } from "vitest";
import { noteLine, readNotes, type Note } from "./notes.ts";

const notes: readonly Note[] = [
  { is: "recording", title: "amber-otter-lake", startedAt: 5 },
  { is: "part", file: "all", name: "Everyone", container: "webm", atMs: 0 },
  { is: "mark", atMs: 1_500, title: "Questions" },
];
const text = notes.map(noteLine).join("");

describe("the notes beside a recording", () => {
  it("are read as they were written", () => {
    expect(readNotes(text)).toEqual({
      title: "amber-otter-lake",
      startedAt: 5,
      parts: [{ file: "all", name: "Everyone", container: "webm", atMs: 0 }],
      marks: [{ atMs: 1_500, title: "Questions" }],
      finished: [],
    });
  });

  it("lose no more than the line that was being written when the page was killed", () => {
    expect(readNotes(`${text}{"is":"mark","atMs":2`).marks).toHaveLength(1);
  });

  it("never name a file outside of the recording", () => {
    expect(readNotes(`{"is":"part","file":"../other","name":"","container":"webm","atMs":0}`).parts).toEqual([]);
  });

  it("that are damaged count as none", () => expect(readNotes("\u0000\u0000")).toMatchObject({ title: "", parts: [] }));
});
