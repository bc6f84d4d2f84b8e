import type { FeedItem } from "@tfx/widget-sdk";
import { describe, expect, it } from "vitest";
import { createTextBook } from "./text-book.ts";

const written = (text: string, more: Partial<FeedItem> = {}): FeedItem => ({
  id: "a",
  from: "jonas",
  text,
  at: 1_000,
  done: true,
  ...more,
});
const open = () => {
  const book = createTextBook();
  book.open("chat", 1_000);
  return book;
};

describe("what is written goes out", () => {
  it("with a name, under an id of its own, and changed in its place", () => {
    const book = open();
    const first = book.take("chat", written("teh"), "Jonas");
    expect(first).toEqual({ id: "chat-1", kind: "chat", name: "Jonas", text: "teh", at: 1_000, done: true });
    expect(book.take("chat", written("the", { at: 9_000 }), "Jonas")).toEqual({ ...first, text: "the" });
    expect(book.take("chat", written(""), "Jonas")).toEqual({ ...first, name: undefined, text: "" });
    expect(book.take("chat", written(""), "Jonas")).toBeUndefined();
  });

  it("without a name as long as it is not known what somebody is called", () => {
    expect(open().take("chat", written("hello"), "")).toMatchObject({ name: undefined, text: "hello" });
  });

  it("never as long as nobody said so, nor of another kind", () => {
    const book = open();
    expect(book.take("captions", written("said"), "Jonas")).toBeUndefined();
    book.close("chat");
    expect(book.take("chat", written("hello"), "Jonas")).toBeUndefined();
  });

  it("not if it was written before, or in a break, whatever is done with it later", () => {
    const book = open();
    expect(book.take("chat", written("before", { at: 999 }), "Jonas")).toBeUndefined();
    book.close("chat");
    expect(book.take("chat", written("meanwhile", { id: "b", at: 2_000 }), "Jonas")).toBeUndefined();
    book.open("chat", 3_000);
    expect(book.take("chat", written("edited", { id: "b", at: 2_000 }), "Jonas")).toBeUndefined();
    expect(book.take("chat", written("after", { id: "c", at: 3_000 }), "Jonas")).toMatchObject({ text: "after" });
  });

  it("not if it was first heard of in a break, though its provider says that it comes later", () => {
    const book = open();
    book.close("chat");
    expect(book.take("chat", written("mean", { at: 9e9 }), "Jonas")).toBeUndefined();
    book.open("chat", 3_000);
    expect(book.take("chat", written("meanwhile", { at: 9e9 }), "Jonas")).toBeUndefined();
  });

  it("at a time that others can read, whatever its provider says", () => {
    const book = open();
    expect(book.take("chat", written("soon", { at: 1e300 }), "Jonas")?.at).toBe(Number.MAX_SAFE_INTEGER);
  });

  it("and can be taken back at any time, also in a break", () => {
    const book = open();
    book.take("chat", written("hello"), "Jonas");
    book.close("chat");
    expect(book.take("chat", written("", { id: "unknown" }), "Jonas")).toBeUndefined();
    expect(book.take("chat", written(""), "Jonas")).toMatchObject({ id: "chat-1", text: "" });
  });
});

it("remembers the last of the chat, for a gateway that has forgotten", () => {
  const book = open();
  book.open("captions", 0);
  book.take("captions", written("said"), "Jonas");
  for (let index = 0; index < 40; index += 1) book.take("chat", written(`text ${index}`, { id: `m${index}` }), "Jonas");
  book.take("chat", written("", { id: "m39" }), "Jonas");
  expect(book.lastOfChat().map(({ text }) => text)).toEqual(Array.from({ length: 30 }, (_, index) => `text ${index + 9}`));
});

it("takes back what was said in the chat after hours of captions, and sends nothing twice that it has forgotten", () => {
  const book = open();
  book.open("captions", 0);
  book.take("chat", written("hello"), "Jonas");
  for (let index = 0; index < 3_000; index += 1) book.take("captions", written("said", { id: `c${index}` }), "Jonas");
  expect(book.take("chat", written(""), "Jonas")).toMatchObject({ id: "chat-1", text: "" });
  expect(book.take("captions", written("said, changed", { id: "c999" }), "Jonas")).toBeUndefined();
  expect(book.take("captions", written("said, changed", { id: "c1000" }), "Jonas")).toMatchObject({ id: "captions-1002" });
});

describe("whoever asks to be left out", () => {
  it("is not read later either, with what began then", () => {
    const book = open();
    book.take("chat", written("a secret"), undefined);
    expect(book.take("chat", written("a secret, and more"), "Jonas")).toBeUndefined();
  });

  it("is not read, and what was read of that person is taken back", () => {
    const book = open();
    book.take("chat", written("hello"), "Jonas");
    book.take("chat", written("hi", { id: "b", from: "mei" }), "Mei");
    expect(book.takeBack(new Set(["jonas"]))).toEqual([{ id: "chat-1", kind: "chat", name: undefined, text: "", at: 1_000, done: true }]);
    expect(book.takeBack(new Set(["jonas"]))).toEqual([]);
    expect(book.take("chat", written("more", { id: "c" }), undefined)).toBeUndefined();
    // A change of what was sent, by somebody who is left out now.
    expect(book.take("chat", written("changed", { id: "b", from: "mei" }), undefined)).toMatchObject({ id: "chat-2", text: "" });
  });

  it("is not read under somebody else's name either", () => {
    const book = open();
    book.take("chat", written("hello"), "Jonas");
    expect(book.take("chat", written("mine now", { from: "mei" }), "Mei")).toMatchObject({ text: "" });
  });
});
