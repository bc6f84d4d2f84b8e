import type { BroadcastText } from "@tfx/protocol/broadcasts";
import { describe, expect, it } from "vitest";
import { createTexts } from "./texts.ts";

const open = () => {
  const clock = { ms: 1_000_000 };
  const texts = createTexts({ nowMs: () => clock.ms });
  const read = () => {
    const heard: string[] = [];
    let isOver = false;
    const undo = texts.read("film", {
      write: (all) => heard.push(...all.map(({ id, text }) => `${id} ${text}`)),
      end: () => void (isOver = true),
    });
    return { heard, undo, isOver: () => isOver };
  };
  const say = (...items: readonly Partial<BroadcastText>[]) =>
    texts.take("film", {
      kinds: ["chat", "captions"],
      now: 0,
      items: items.map((item) => ({ id: "a", kind: "chat" as const, text: "hello", at: 0, done: true, ...item })),
    });
  return { clock, texts, read, say };
};

describe("what is written in a broadcast", () => {
  it("is heard by all who read, and by those who come later", () => {
    const { read, say, texts } = open();
    const one = read();
    expect(say({ text: "first" })).toBe(0);
    const two = read();
    say({ id: "b", text: "second" });
    one.undo();
    say({ id: "c", text: "third" });
    expect([one.heard, two.heard]).toEqual([
      ["a first", "b second"],
      ["a first", "b second", "c third"],
    ]);
    texts.end("film");
    expect([one.isOver(), two.isOver()]).toEqual([false, true]);
    expect(read().heard).toEqual([]);
  });

  it("can be changed and taken back: whoever comes later hears the last word alone", () => {
    const { read, say } = open();
    say({ text: "teh" }, { id: "b" }, { text: "the" });
    say({ id: "b", text: "" });
    expect(read().heard).toEqual(["a the", "b "]);
  });

  it("is placed on our clock, by how long ago it was on that of its sender", () => {
    const { clock, texts } = open();
    const seen: (readonly [number, number])[] = [];
    texts.read("film", { write: (all) => seen.push(...all.map(({ at, changedAt }) => [at, changedAt] as const)), end: () => undefined });
    const take = (at: number, now: number) =>
      texts.take("film", { kinds: ["captions"], now, items: [{ id: "x", kind: "captions", text: "a", at, done: false }] });
    take(9_000, 9_400);
    clock.ms += 2_000;
    take(9_000, 11_400);
    expect(seen).toEqual([
      [999_600, 999_600],
      [999_600, 1_002_000],
    ]);
    // Neither is anything from the future, nor from before the flood.
    const far = (at: number) =>
      texts.take("film", { kinds: ["chat"], now: 5e6, items: [{ id: `f${at}`, kind: "chat", text: "a", at, done: true }] });
    far(9e6);
    far(0);
    expect(seen.slice(2).map(([at]) => at)).toEqual([clock.ms, clock.ms - 60_000]);
  });

  it("is kept in a measure: the oldest goes first", () => {
    const { clock, read, say } = open();
    for (let index = 0; index < 60; index += 1) {
      clock.ms += 1_000;
      say({ id: `m${index}` });
    }
    expect(read().heard).toHaveLength(50);
    for (let index = 0; index < 20; index += 1) {
      clock.ms += 1_000;
      say({ id: `long${index}`, text: "x".repeat(4_000) });
    }
    expect(read().heard.map((line) => line.split(" ")[0])).toEqual(Array.from({ length: 12 }, (_, index) => `long${index + 8}`));
  });

  it("goes no further than what viewers may read, except what is taken back", () => {
    const { read, texts } = open();
    const { heard } = read();
    const item = { id: "a", kind: "chat", text: "hello", at: 0, done: true } as const;
    texts.take("film", { kinds: ["captions"], now: 0, items: [item, { ...item, id: "b", text: "" }] });
    expect(heard).toEqual(["b "]);
    expect(texts.kindsOf("film")).toEqual(["captions"]);
    texts.take("film", { kinds: [], now: 0, items: [] });
    expect(texts.kindsOf("film")).toEqual([]);
  });

  it("is told to nobody who comes after it may be read no longer, except that it was taken back", () => {
    const { read, say, texts } = open();
    say({ text: "first" }, { id: "b", text: "second" }, { id: "c", kind: "captions", text: "said" });
    texts.take("film", { kinds: ["captions"], now: 0, items: [{ id: "b", kind: "chat", text: "", at: 0, done: true }] });
    expect(read().heard).toEqual(["b ", "c said"]);
  });

  it("may not come too fast, and may again after the time that is told", () => {
    const { clock, say, read } = open();
    const twenty = Array.from({ length: 20 }, (_, index) => ({ id: `t${index}` }));
    for (let turn = 0; turn < 5; turn += 1) expect(say(...twenty)).toBe(0);
    const { heard } = read();
    const before = heard.length;
    expect(say({ id: "more" })).toBe(100);
    expect(heard).toHaveLength(before);
    clock.ms += 100;
    expect(say({ id: "more" })).toBe(0);
    expect(heard).toHaveLength(before + 1);
  });
});
