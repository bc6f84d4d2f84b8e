import { expect, it } from "vitest";
import { createKeyRest } from "./key-rest.ts";

it("takes what is still being typed, and lets through what comes after a rest", () => {
  const clock = { now: 0 };
  const rest = createKeyRest(() => clock.now);
  const press = (afterMs: number) => {
    clock.now += afterMs;
    return rest.takes();
  };
  expect(press(10)).toBe(false);
  rest.begin();
  expect([press(100), press(300), press(300), press(399)]).toEqual([true, true, true, true]);
  expect([press(400), press(10)]).toEqual([false, false]);
});
