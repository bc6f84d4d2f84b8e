import { expect, test } from "vitest";
import { hueOf, initialsOf } from "./name-card.ts";

test.each([
  ["Ada Lovelace", "AL"],
  ["ben", "B"],
  ["Anna Maria von Huber", "AH"],
  ["👩‍🚀 Sam", "👩‍🚀S"],
  ["  ", ""],
])("initials of %j are %j", (name, initials) => expect(initialsOf(name)).toBe(initials));

test("the same name has the same colour, another one another", () => {
  expect(hueOf("Ada")).toBe(hueOf("Ada"));
  expect(hueOf("Ada")).not.toBe(hueOf("Ben"));
});
