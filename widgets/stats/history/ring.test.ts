import { expect, it } from "vitest";
import { createRing } from "./ring.ts";

it("keeps the latest items in their order", () => {
  const ring = createRing<number>(3);
  expect(ring.items).toEqual([]);
  for (let item = 1; item <= 20; item += 1) {
    ring.add(item);
    expect(ring.items).toEqual([item - 2, item - 1, item].filter((one) => one > 0));
  }
});
