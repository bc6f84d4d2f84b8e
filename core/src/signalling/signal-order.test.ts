import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyOrder, maxHeldAhead, repeatDelayMs, takeIn } from "./signal-order.ts";

const arrivals = fc.integer({ min: 1, max: 30 }).chain((count) => {
  const each = fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 60 });
  return fc.record({ count: fc.constant(count), noise: each, last: fc.shuffledSubarray([...Array(count).keys()], { minLength: count }) });
});

describe("the order of arriving signals", () => {
  it("hands on each signal once and in sequence, however they are repeated and overtaken", () => {
    fc.assert(
      fc.property(arrivals, ({ count, noise, last }) => {
        let order = emptyOrder<number>();
        const delivered: number[] = [];
        for (const sequence of [...noise, ...last]) {
          const taken = takeIn(order, sequence, sequence);
          order = taken.order;
          delivered.push(...taken.deliver);
        }
        expect(delivered).toEqual([...Array(count).keys()]);
        expect(order.held.size).toBe(0);
      }),
    );
  });

  it("holds no more than it promised", () => {
    const far = takeIn(emptyOrder<string>(), maxHeldAhead, "too far");
    expect(far.order.held.size).toBe(0);
  });

  it("repeats less and less often, up to a limit", () => {
    expect([0, 1, 2, 3, 10].map(repeatDelayMs)).toEqual([1_500, 3_000, 6_000, 12_000, 12_000]);
  });
});
