import { describe, expect, it } from "vitest";
import { createFrameShift } from "./frame-shift.ts";

const count = (start: number, length: number): Float32Array => Float32Array.from({ length }, (_, index) => start + index);

describe("frames out of quanta", () => {
  it.each([
    [480, 128],
    [480, 480],
    [100, 128],
    [512, 128],
  ])("of %i in %i give every sample once, in order, and never run dry", (frame, quantum) => {
    const { shift, delay } = createFrameShift({ frame, quantum }, (samples) => samples.forEach((value, at) => (samples[at] = -value)));
    const output = new Float32Array(quantum);
    for (let start = 1; start < 200 * quantum; start += quantum) {
      shift(count(start, quantum), output);
      output.forEach((value, at) => expect(value + Math.max(0, start + at - delay)).toBe(0));
    }
  });

  it("are as little late as can be", () => {
    expect(createFrameShift({ frame: 480, quantum: 128 }, () => undefined).delay).toBe(448);
  });

  it("may be filled into where they came from", () => {
    const { shift, delay } = createFrameShift({ frame: 480, quantum: 128 }, () => undefined);
    const samples = new Float32Array(128);
    for (let start = 1; start < 6_000; start += 128) {
      samples.set(count(start, 128));
      shift(samples, samples);
      expect(samples[0]).toBe(Math.max(0, start - delay));
    }
  });
});
