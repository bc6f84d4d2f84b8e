import type { ParticipantId } from "@tfx/widget-sdk";
import { describe, expect, it } from "vitest";
import type { Message } from "../messages/fold-messages.ts";
import { createFeedItems } from "./feed-items.ts";

const [ada, bo] = ["ada" as ParticipantId, "bo" as ParticipantId];
const said = (id: string, text: string, more: Partial<Message> = {}): Message => ({
  id,
  from: ada,
  name: "Ada",
  at: 1_000,
  text,
  mentions: [],
  picture: undefined,
  file: undefined,
  reply: undefined,
  reactions: [],
  isEdited: false,
  isDeleted: false,
  revision: 1,
  ...more,
});

describe("the feed of the chat", () => {
  it("is of what comes, not of what was there; later words of that are told as well", () => {
    const feed = createFeedItems({ first: [said("old", "before")], startedAt: -1e6 }, () => 5_000);
    expect(feed.next([said("old", "before"), said("new", "hello", { at: 5_000 })])).toEqual([
      { id: "new", from: ada, text: "hello", at: 5_000, done: true },
    ]);
    const edited = said("old", "Before", { isEdited: true, revision: 2 });
    expect(feed.next([edited, said("new", "hello", { at: 5_000 })])).toEqual([
      { id: "old", from: ada, text: "Before", at: 1_000, done: true },
    ]);
  });

  it("begins with what a chat that was opened just now began with", () => {
    const [right, slow, fast] = [said("right", "a", { at: 95_000 }), said("slow", "b", { at: 5 }), said("fast", "c", { at: 500_000 })];
    const first = [right, slow, fast];
    const feed = createFeedItems({ first, startedAt: 90_000 }, () => 100_000);
    expect(feed.next(first).map(({ text, at }) => [text, at])).toEqual([
      ["a", 95_000],
      ["b", 90_000],
      ["c", 100_000],
    ]);
    expect(feed.next(first)).toEqual([]);
    expect(createFeedItems({ first, startedAt: 30_000 }, () => 100_000).next(first)).toEqual([]);
  });

  it("has the words without their signs, line by line", () => {
    const feed = createFeedItems({ first: [], startedAt: -1e6 }, () => 5_000);
    const [item] = feed.next([said("a", "# Plan\n\n- **one**\n- [two](https://example.org)\n\n> so\nbe it\n\n`<b>`")]);
    expect(item?.text).toBe("Plan\none\ntwo\nso\nbe it\n<b>");
  });

  it("takes back what was deleted, and is silent about reactions and what only shows something", () => {
    const feed = createFeedItems({ first: [], startedAt: -1e6 }, () => 5_000);
    const file = { id: "f", name: "plan.pdf", size: 1, type: "" };
    expect(feed.next([said("a", "hello"), said("b", "", { file })])).toHaveLength(1);
    const reactions = [{ emoji: "👍", from: [bo] }];
    expect(feed.next([said("a", "hello", { reactions, revision: 2 }), said("b", "", { file })])).toEqual([]);
    expect(feed.next([said("a", "", { isDeleted: true, revision: 3 }), said("b", "", { isDeleted: true, revision: 2 })])).toMatchObject([
      { id: "a", text: "" },
    ]);
  });

  it("places everybody on one clock: a wrong one matters not, and what arrives late was written before", () => {
    let now = 100_000;
    const feed = createFeedItems({ first: [], startedAt: -1e6 }, () => now);
    const fast = said("fast", "a", { from: bo, at: 400_000 });
    const slow = said("slow", "b", { at: 40_000 });
    expect(feed.next([fast, slow]).map(({ at }) => at)).toEqual([100_000, 100_000]);
    now = 160_000;
    // Written 50 seconds before the present, while its author was cut off.
    expect(feed.next([fast, slow, said("late", "c", { at: 50_000 })]).map(({ at }) => at)).toEqual([110_000]);
  });

  it("knows the clock of an author by what was there at first: what arrives late was written before all the same", () => {
    let now = 100_000;
    const feed = createFeedItems({ first: [said("old", "before", { at: 95_000 })], startedAt: -1e6 }, () => now);
    now = 160_000;
    expect(feed.next([said("old", "before", { at: 95_000 }), said("late", "c", { at: 97_000 })]).map(({ at }) => at)).toEqual([102_000]);
  });
});
