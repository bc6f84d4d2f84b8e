import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planBatches } from "./operation-batches.ts";
import { stateLimits } from "./state-limits.ts";

const operation = (bytes: number, index: number) => ({ operation: { op: "stop", instance: String(index) } as const, bytes });

describe("batches", () => {
  it("carry every operation once and in order, none longer than its lane", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 70_000 }), { maxLength: 300 }), (sizes) => {
        const operations = sizes.map(operation);
        const batches = planBatches(operations);
        expect(batches.flatMap(({ batch }) => batch)).toEqual(operations.map((one) => one.operation));
        for (const { lane, batch } of batches) {
          const bytes = batch.reduce((sum, one) => sum + ("instance" in one ? (sizes[Number(one.instance)] ?? 0) : 0), 0);
          expect(bytes).toBeLessThanOrEqual(lane === "control" ? stateLimits.controlBatch : stateLimits.bulkBatch);
        }
      }),
    );
  });

  it("hold no more operations than the schema of the topic lets through", () => {
    const batches = planBatches(Array.from({ length: 10_000 }, (_, index) => operation(10, index)));
    expect(Math.max(...batches.map(({ batch }) => batch.length))).toBeLessThanOrEqual(4_096);
    expect(batches.flatMap(({ batch }) => batch)).toHaveLength(10_000);
  });
});
