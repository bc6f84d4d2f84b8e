import { expect, test } from "vitest";
import { inkColour } from "./ink-palette.ts";

const people = ["d", "b", "a", "c"].map((id, index) => ({ id, joinedAt: index < 2 ? 1 : 2 }));

test("each of a few people has a colour of their own, the same on every page", () => {
  const colours = people.map(({ id }) => inkColour(id, people));
  expect(new Set(colours).size).toBe(4);
  expect(people.map(({ id }) => inkColour(id, people.toReversed()))).toEqual(colours);
});
