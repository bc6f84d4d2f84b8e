import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparePlaces, insertInOrder, type LogPlace } from "./log-order.ts";

describe("the order of a log", () => {
  it("is the same however the entries arrive", () => {
    const place = fc.record({ clock: fc.nat({ max: 5 }), id: fc.string({ maxLength: 3 }) });
    fc.assert(
      fc.property(fc.uniqueArray(place, { selector: ({ id }) => id }), (places) => {
        const entries: LogPlace[] = [];
        for (const one of places) insertInOrder(entries, one);
        expect(entries).toEqual([...places].sort(comparePlaces));
      }),
    );
  });
});
