import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { createReorderBuffer } from "./reorder-buffer.ts";

const buffer = () => createReorderBuffer<number>({ holdMs: 100, maxPackets: 50 });
const read = (ordered: readonly { packet: number; lost: number }[]) => ordered.map(({ packet, lost }) => [packet, lost]);

it("a reorder buffer knows what it waits for, until it comes or is given up", () => {
  const buffer = createReorderBuffer<string>({ holdMs: 150, maxPackets: 100 });
  buffer.push(65_534, "a", 0);
  expect(buffer.missing).toEqual([]);
  buffer.push(65_537, "d", 0);
  expect(buffer.missing).toEqual([65_535, 65_536]);
  buffer.push(65_536, "c", 10);
  expect(buffer.missing).toEqual([65_535]);
  buffer.due(200);
  expect(buffer.missing).toEqual([]);
});

describe("the reorder buffer", () => {
  it("passes packets that come in order at once", () => {
    const packets = buffer();
    expect([5, 6, 7].map((sequence) => read(packets.push(sequence, sequence, 0)))).toEqual([[[5, 0]], [[6, 0]], [[7, 0]]]);
  });

  it("waits for one that was overtaken", () => {
    const packets = buffer();
    packets.push(1, 1, 0);
    expect(packets.push(3, 3, 10)).toEqual([]);
    expect(read(packets.push(2, 2, 20))).toEqual([
      [2, 0],
      [3, 0],
    ]);
  });

  it("gives a hole up after its time, and says how many are missing", () => {
    const packets = buffer();
    packets.push(1, 1, 0);
    packets.push(4, 4, 10);
    expect(packets.due(109)).toEqual([]);
    expect(read(packets.due(110))).toEqual([[4, 2]]);
    expect(packets.push(2, 2, 120)).toEqual([]);
    expect(read(packets.push(5, 5, 120))).toEqual([[5, 0]]);
  });

  it("drops what comes twice and holds no more than it may", () => {
    const packets = buffer();
    packets.push(0, 0, 0);
    expect(packets.push(0, 0, 0)).toEqual([]);
    const out = Array.from({ length: 60 }, (_, index) => packets.push(index + 2, index + 2, 1)).flat();
    expect(out[0]).toEqual({ packet: 2, lost: 1 });
  });

  it("begins anew when the sender does", () => {
    const packets = buffer();
    packets.push(60_000, 1, 0);
    expect(read(packets.push(100, 2, 1))).toEqual([[2, 1]]);
    expect(read(packets.push(101, 3, 1))).toEqual([[3, 0]]);
  });

  it("never passes a packet twice, backwards, or without counting what is missing", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ sequence: fc.integer({ min: 0, max: 60 }), waitMs: fc.integer({ min: 0, max: 60 }) })), (sent) => {
        const packets = buffer();
        let nowMs = 0;
        const out = sent.flatMap(({ sequence, waitMs }) => packets.push(sequence, sequence, (nowMs += waitMs)));
        out.push(...packets.due(nowMs + 1_000));
        let next = sent[0]?.sequence ?? 0;
        for (const { packet, lost } of out) {
          expect(packet).toBe(next + lost);
          next = packet + 1;
        }
      }),
    );
  });
});
