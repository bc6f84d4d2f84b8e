import type { ParticipantId } from "@tfx/widget-sdk";
import { describe, expect, it } from "vitest";
import { findUnread } from "../unread/unread.ts";
import { foldMessages } from "./fold-messages.ts";
import { joinPrivate, toRows, type PrivateMessage, type Row } from "./rows.ts";
import { searchItems } from "./search.ts";

const mei = "mei" as ParticipantId;
const ravi = "ravi" as ParticipantId;
const noon = new Date(2026, 4, 20, 12).getTime();
const minute = 60_000;
const day = 24 * 60 * minute;

const messages = (...said: readonly [id: string, from: ParticipantId, at: number, reply?: string][]) =>
  foldMessages(said.map(([id, from, at, reply]) => ({ id, from, at, value: { kind: "message", text: `text ${id}`, reply } })));
const whisper = (id: string, after: string | undefined): PrivateMessage => ({
  id,
  from: mei,
  to: ravi,
  at: noon,
  text: id,
  picture: undefined,
  file: undefined,
  after,
});
const draw = (rows: readonly Row[]) => rows.map((row) => ("leads" in row ? `${row.leads ? "" : "+"}${row.id}` : row.kind));

describe("rows", () => {
  it("group what one person writes within five minutes", () => {
    const items = joinPrivate(
      messages(
        ["a", mei, noon],
        ["b", mei, noon + minute],
        ["c", ravi, noon + minute],
        ["d", ravi, noon + 7 * minute],
        ["e", ravi, noon + 8 * minute, "a"],
      ),
      [],
    );
    expect(draw(toRows(items, undefined))).toEqual(["day", "a", "+b", "c", "d", "e"]);
  });

  it("have a line where a day begins, and none for a clock that is behind", () => {
    const items = joinPrivate(messages(["a", mei, noon], ["b", ravi, noon + day], ["c", mei, noon], ["d", mei, noon + day]), []);
    expect(draw(toRows(items, undefined))).toEqual(["day", "a", "day", "b", "c", "d"]);
  });

  it("have a line before what is new, which begins a group", () => {
    const items = joinPrivate(messages(["a", mei, noon], ["b", mei, noon]), []);
    expect(draw(toRows(items, "b"))).toEqual(["day", "a", "new", "b"]);
  });

  it("hold private messages where they came in, apart from the others", () => {
    const items = joinPrivate(messages(["a", mei, noon], ["b", mei, noon]), [
      whisper("p", "a"),
      whisper("q", undefined),
      whisper("r", "a"),
    ]);
    expect(draw(toRows(items, undefined))).toEqual(["day", "q", "a", "p", "+r", "b"]);
  });
});

describe("unread", () => {
  const items = joinPrivate(messages(["a", mei, noon], ["b", ravi, noon], ["c", mei, noon]), [whisper("p", "c")]);

  it("is what others wrote after the last that was seen", () => {
    expect(findUnread(items, "a", ravi).map(({ id }) => id)).toEqual(["c", "p"]);
    expect(findUnread(items, "p", ravi)).toEqual([]);
  });

  it("is everything where nothing was seen", () => {
    expect(findUnread(items, undefined, ravi).map(({ id }) => id)).toEqual(["a", "c", "p"]);
  });

  it("is not what was deleted since", () => {
    const log = [
      { id: "a", from: mei, at: noon, value: { kind: "message", text: "x" } },
      { id: "b", from: mei, at: noon, value: { kind: "delete", of: "a" } },
    ];
    expect(findUnread(joinPrivate(foldMessages(log), []), undefined, ravi)).toEqual([]);
  });
});

describe("search", () => {
  const items = joinPrivate(
    foldMessages([
      { id: "a", from: mei, at: noon, value: { kind: "message", text: "The Café opens at nine" } },
      { id: "b", from: ravi, at: noon, value: { kind: "message", text: "nine it is" } },
    ]),
    [],
  );
  const search = (query: string) => searchItems(items, query, ({ from }) => from).map(({ id }) => id);

  it("finds every word in any order, without accents and case", () => expect(search("NINE cafe")).toEqual(["a"]));
  it("finds by author", () => expect(search("ravi nine")).toEqual(["b"]));
  it("finds nothing without words", () => expect(search("  ")).toEqual([]));
});
