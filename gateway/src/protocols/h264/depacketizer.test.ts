import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createH264Depacketizer, type H264Packet } from "./depacketizer.ts";

const idr = Uint8Array.of(0x65, 1, 2, 3, 4, 5, 6, 7, 8);
const slice = Uint8Array.of(0x41, 9, 9);
const sps = Uint8Array.of(0x67, 0x42, 0xc0);
const pps = Uint8Array.of(0x68, 0xce);
const packet = (payload: Uint8Array, change: Partial<H264Packet> = {}): H264Packet => ({
  payload,
  timestamp: 0,
  marker: false,
  lost: 0,
  ...change,
});
const aggregate = (...units: readonly Uint8Array[]) => Uint8Array.of(24, ...units.flatMap((unit) => [0, unit.length, ...unit]));
const fragments = (unit: Uint8Array, at: number) => {
  const [head = 0] = unit;
  const piece = (bytes: Uint8Array, flags: number) => Uint8Array.of((head & 0xe0) | 28, flags | (head & 0x1f), ...bytes);
  return [piece(unit.subarray(1, at), 0x80), piece(unit.subarray(at), 0x40)] as const;
};

describe("pictures from packets", () => {
  it("come out whole, with their parameter sets apart", () => {
    const stream = createH264Depacketizer();
    stream.push(packet(aggregate(sps, pps)));
    const [first, second] = fragments(idr, 4);
    stream.push(packet(first));
    expect(stream.push(packet(second, { marker: true }))).toEqual([{ timestamp: 0, key: true, units: [idr], sps, pps }]);
    expect(stream.push(packet(slice, { timestamp: 3_000, marker: true }))).toEqual([
      { timestamp: 3_000, key: false, units: [slice], sps: undefined, pps: undefined },
    ]);
  });

  it("end where the next begins, when the marker was lost", () => {
    const stream = createH264Depacketizer();
    stream.push(packet(idr));
    expect(stream.push(packet(slice, { timestamp: 3_000 }))).toMatchObject([{ timestamp: 0, key: true }]);
  });

  it("wait for a key picture at the start and after a loss", () => {
    const stream = createH264Depacketizer();
    expect(stream.push(packet(slice, { marker: true }))).toEqual([]);
    expect(stream.needsKey).toBe(true);
    expect(stream.push(packet(idr, { timestamp: 1, marker: true }))).toHaveLength(1);
    expect(stream.needsKey).toBe(false);
    expect(stream.push(packet(slice, { timestamp: 2, marker: true, lost: 1 }))).toEqual([]);
    expect(stream.needsKey).toBe(true);
    expect(stream.push(packet(slice, { timestamp: 3, marker: true }))).toEqual([]);
    expect(stream.push(packet(idr, { timestamp: 4, marker: true }))).toHaveLength(1);
  });

  it("are not made of fragments whose start or end is missing", () => {
    const stream = createH264Depacketizer();
    stream.push(packet(idr, { marker: true }));
    const [first, second] = fragments(idr, 4);
    expect(stream.push(packet(second, { timestamp: 1, marker: true }))).toEqual([]);
    stream.push(packet(first, { timestamp: 2 }));
    expect(stream.push(packet(slice, { timestamp: 2, marker: true }))).toEqual([]);
    expect(stream.needsKey).toBe(true);
  });

  it("pass over packets that hold nothing but padding", () => {
    const stream = createH264Depacketizer();
    stream.push(packet(idr, { marker: true }));
    expect(stream.push(packet(new Uint8Array(), { timestamp: 7, marker: true }))).toEqual([]);
    expect(stream.needsKey).toBe(false);
  });

  it("survive any packets", () => {
    const packets = fc.array(
      fc.record({
        payload: fc.uint8Array({ maxLength: 30 }),
        timestamp: fc.nat(4),
        marker: fc.boolean(),
        lost: fc.constantFrom(0, 0, 0, 2),
      }),
    );
    fc.assert(
      fc.property(packets, (sent) => {
        const stream = createH264Depacketizer();
        for (const one of sent) for (const { units } of stream.push(one)) for (const unit of units) expect(unit.length).toBeGreaterThan(0);
      }),
    );
  });
});
