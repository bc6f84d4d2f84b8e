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

  it("name each file once, and times of which dates and chapters can be made", () => {
    const part = noteLine({ is: "part", file: "all", name: "", container: "webm", atMs: 0 });
    const read = readNotes(
      [noteLine({ is: "recording", title: "", startedAt: 1e300 }), part, part, noteLine({ is: "mark", atMs: -5, title: "" })].join(""),
    );
    expect([read.startedAt, read.parts.length, read.marks]).toEqual([0, 1, []]);
  });

  it("that are damaged count as none", () => expect(readNotes("\u0000\u0000")).toMatchObject({ title: "", parts: [] }));
});
