import { expect, test } from "vitest";
import { mayDraw, placeOf, type MarkFacts } from "./ink-rights.ts";

const facts = (change: Partial<MarkFacts>): MarkFacts => ({
  author: "viewer",
  share: "presenter",
  self: "viewer",
  drawing: "picture",
  ...change,
});

test("others draw only when they are let, whoever presents always", () => {
  expect(mayDraw(facts({ drawing: "off" }))).toBe(false);
  expect(mayDraw(facts({ drawing: "off", author: "presenter" }))).toBe(true);
  expect(mayDraw(facts({}))).toBe(true);
});

test("a mark that is not allowed is drawn nowhere, on any page", () => {
  for (const self of ["viewer", "presenter", "third"]) expect(placeOf(facts({ drawing: "off", self }))).toBeUndefined();
});

test("over the picture everybody draws it", () => {
  for (const self of ["viewer", "presenter", "third"]) expect(placeOf(facts({ self }))).toBe("picture");
});

test("on the shared page whoever presents has it drawn, its author sees an echo, the rest see it in the picture", () => {
  expect(placeOf(facts({ drawing: "page", self: "presenter" }))).toBe("page");
  expect(placeOf(facts({ drawing: "page", self: "viewer" }))).toBe("echo");
  expect(placeOf(facts({ drawing: "page", self: "third" }))).toBeUndefined();
});
