import { expect, test } from "vitest";
import { badgeFor } from "./badge.ts";

test("there is no badge without a call, nor before joining", () => {
  expect(badgeFor(undefined).text).toBe("");
  expect(badgeFor({ phase: "lobby", muted: false }).text).toBe("");
});

test("in a call the badge says so in a word", () => {
  expect(badgeFor({ phase: "call", muted: false })).toMatchObject({ text: "call", tooltip: "actionInCall" });
});

test("muted differs by word and by colour", () => {
  const [on, muted] = [badgeFor({ phase: "call", muted: false }), badgeFor({ phase: "call", muted: true })];
  expect(muted.text).toBe("mute");
  expect(muted.color).not.toBe(on.color);
});
