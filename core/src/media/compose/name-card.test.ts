import { expect, test } from "vitest";
import { hueOf, initialsOf, nameSize } from "./name-card.ts";

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

test("names of few people can be read where 720 lines are shown on 185, and those of many leave room for their pictures", () => {
  for (const areaHeight of [720, 360]) expect((nameSize(areaHeight, 720) * 185) / 720).toBeGreaterThan(10);
  expect(nameSize(240, 720) / 240).toBeLessThan(0.12);
  expect(nameSize(90, 360)).toBe(12);
});
