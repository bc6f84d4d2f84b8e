import type { ParticipantId, PlainValue } from "@tfx/widget-sdk";
import { describe, expect, it } from "vitest";
import { foldMessages, type AuthoredEntry } from "./fold-messages.ts";

const mei = "mei" as ParticipantId;
const ravi = "ravi" as ParticipantId;

let count = 0;
const by = (from: ParticipantId, value: PlainValue, id = `e${(count += 1)}`): AuthoredEntry => ({ id, from, name: from, at: 1_000, value });
const said = (from: ParticipantId, text: string, id: string) => by(from, { kind: "message", text }, id);
const only = (entries: readonly AuthoredEntry[]) => {
  const [message, ...more] = foldMessages(entries);
  expect(more).toEqual([]);
  if (message === undefined) throw new Error("No message was made.");
  return message;
};

describe("messages of a log", () => {
  it("stand in its order, with who wrote them", () => {
    const messages = foldMessages([said(mei, "one", "a"), said(ravi, "two", "b")]);
    expect(messages.map(({ from, text }) => [from, text])).toEqual([
      [mei, "one"],
      [ravi, "two"],
    ]);
  });

  it("are worded anew by their author", () => {
    const message = only([said(mei, "teh", "a"), by(mei, { kind: "edit", of: "a", text: "the" })]);
    expect(message).toMatchObject({ text: "the", isEdited: true, revision: 2 });
  });

  it("keep their words when somebody else edits or deletes them", () => {
    const message = only([
      said(mei, "mine", "a"),
      by(ravi, { kind: "edit", of: "a", text: "yours" }),
      by(ravi, { kind: "delete", of: "a" }),
    ]);
    expect(message).toMatchObject({ text: "mine", isEdited: false, isDeleted: false, revision: 1 });
  });

  it("lose text, picture and reactions when their author deletes them, and stay deleted", () => {
    const message = only([
      by(mei, { kind: "message", text: "x", picture: { bytes: new Uint8Array(4), type: "image/webp", width: 2, height: 2 } }, "a"),
      by(ravi, { kind: "react", of: "a", emoji: "👍", on: true }),
      by(mei, { kind: "delete", of: "a" }),
      by(mei, { kind: "edit", of: "a", text: "back" }),
      by(ravi, { kind: "react", of: "a", emoji: "👍", on: true }),
    ]);
    expect(message).toMatchObject({ text: "", picture: undefined, reactions: [], isDeleted: true });
  });

  it("count each person once for a sign, and none who took it back", () => {
    const like = (from: ParticipantId, on: boolean) => by(from, { kind: "react", of: "a", emoji: "👍", on });
    expect(only([said(mei, "x", "a"), like(ravi, true), like(ravi, true), like(mei, true)]).reactions).toEqual([
      { emoji: "👍", from: [ravi, mei] },
    ]);
    expect(only([said(mei, "x", "a"), like(ravi, true), like(ravi, false)]).reactions).toEqual([]);
  });

  it("take a limited number of different signs", () => {
    const signs = "😀 😁 😂 😃 😄 😅 😆 😇 😈 😉 😊 😋 😌 😍 😎"
      .split(" ")
      .map((emoji) => by(ravi, { kind: "react", of: "a", emoji, on: true }));
    expect(only([said(mei, "x", "a"), ...signs]).reactions).toHaveLength(12);
  });

  it("cannot be written over by an entry with the same id", () => {
    expect(only([said(mei, "first", "a"), said(ravi, "second", "a")]).text).toBe("first");
  });

  it.each<[string, PlainValue]>([
    ["no object", "hello"],
    ["nothing", null],
    ["an unknown kind", { kind: "shout", text: "x" }],
    ["a text that is a number", { kind: "message", text: 5 }],
    ["only blanks", { kind: "message", text: "  \n" }],
    ["too long a text", { kind: "message", text: "x".repeat(4_001) }],
    [
      "a picture of another format",
      { kind: "message", text: "", picture: { bytes: new Uint8Array(1), type: "image/svg+xml", width: 1, height: 1 } },
    ],
    [
      "too large a picture",
      { kind: "message", text: "", picture: { bytes: new Uint8Array(25_000), type: "image/webp", width: 1, height: 1 } },
    ],
    [
      "a picture without an area",
      { kind: "message", text: "", picture: { bytes: new Uint8Array(1), type: "image/webp", width: 0, height: 1 } },
    ],
    ["mentions that are none", { kind: "message", text: "x", mentions: [{ id: 1, name: "x" }] }],
    ["a reaction with words", { kind: "react", of: "a", emoji: "👍 buy", on: true }],
  ])("are not made of %s", (_, value) => expect(foldMessages([by(mei, value)])).toEqual([]));

  it("stay as they are when a reaction is no emoji", () => {
    expect(only([said(mei, "x", "a"), by(ravi, { kind: "react", of: "a", emoji: "LOUD", on: true })]).reactions).toEqual([]);
  });
});
