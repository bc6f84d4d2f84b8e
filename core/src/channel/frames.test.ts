import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFrame, encodeFrame, type Frame } from "./frames.ts";

const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const dataFrame: fc.Arbitrary<Frame> = fc
  .record({ id: u32, count: fc.integer({ min: 1, max: 0xffff_ffff }), bytes: fc.uint8Array({ maxLength: 64 }), index: fc.nat() })
  .map(({ id, count, bytes, index }) => ({ kind: "data", id, index: index % count, count, bytes }));
const ackFrame: fc.Arbitrary<Frame> = fc.record({ id: u32, chunks: u32 }).map((ack) => ({ kind: "ack", ...ack }));

describe("frames", () => {
  it("read back as they were written", () => {
    fc.assert(
      fc.property(fc.oneof(dataFrame, ackFrame), (frame) => {
        expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
      }),
    );
  });

  it("survive any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const frame = decodeFrame(bytes);
        if (frame?.kind === "data") expect(frame.index).toBeLessThan(frame.count);
      }),
    );
  });
});
