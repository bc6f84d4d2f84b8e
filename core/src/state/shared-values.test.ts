import type { ParticipantId } from "@tfx/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SharedValues, type StampedValue } from "./shared-values.ts";

const set = fc.record({
  key: fc.constantFrom("colour", "size"),
  value: fc.jsonValue({ maxDepth: 2 }).map((value) => value as string),
  clock: fc.nat({ max: 4 }),
  by: fc.constantFrom("anna", "ben").map((name) => name as ParticipantId),
});
const sorted = (values: SharedValues) => [...values.list()].sort((a, b) => (a.key < b.key ? -1 : 1));
const putAll = (sets: readonly StampedValue[]) => {
  const values = new SharedValues();
  for (const one of sets) values.put(one, 256);
  return values;
};

describe("shared values", () => {
  it("end the same whatever the order and however often sets arrive", () => {
    fc.assert(
      fc.property(fc.array(set, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (sets, random) => {
        const other = [...sets, ...sets].map((one) => ({ one, at: random.next().value })).sort((a, b) => a.at - b.at);
        expect(sorted(putAll(other.map(({ one }) => one)))).toEqual(sorted(putAll(sets)));
      }),
    );
  });

  it("keep the later set, and of two at once that of the greater participant", () => {
    const by = (name: string, clock: number): StampedValue => ({ key: "colour", value: name, clock, by: name as ParticipantId });
    expect(putAll([by("ben", 1), by("anna", 2)]).list()[0]?.value).toBe("anna");
    expect(putAll([by("ben", 2), by("anna", 2)]).list()[0]?.value).toBe("ben");
  });

  it("are limited in number and size", () => {
    const values = new SharedValues();
    const stamp = { clock: 1, by: "anna" as ParticipantId };
    expect(values.put({ key: "a", value: "x".repeat(17_000), ...stamp }, 1)).toMatchObject({ code: "widget/quota" });
    expect(values.put({ key: "a", value: 1, ...stamp }, 1).kind).toBe("new");
    expect(values.put({ key: "b", value: 1, ...stamp }, 1)).toMatchObject({ code: "widget/quota", limit: 1 });
    expect(values.bytes).toBe(1);
  });
});
