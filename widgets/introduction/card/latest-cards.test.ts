import { expect, it } from "vitest";
import { latestCards } from "./latest-cards.ts";

const names = (entries: Parameters<typeof latestCards>[0]) => [...latestCards(entries)].map(([from, { name }]) => `${from}: ${name}`);

it("takes the latest entry of each author", () => {
  expect(
    names([
      { from: "a", value: { name: "Ana" } },
      { from: "b", value: { name: "Ben" } },
      { from: "a", value: { name: "Ana Maria" } },
    ]),
  ).toEqual(["a: Ana Maria", "b: Ben"]);
});

it("believes who signed, not what is written", () => {
  expect(names([{ from: "b", value: { name: "Ben", from: "a" } }])).toEqual(["b: Ben"]);
});

it("drops a card that was taken away, or is none any more", () => {
  expect(
    names([
      { from: "a", value: { name: "Ana" } },
      { from: "a", value: null },
      { from: "b", value: { name: "Ben" } },
      { from: "b", value: 7 },
    ]),
  ).toEqual([]);
});
