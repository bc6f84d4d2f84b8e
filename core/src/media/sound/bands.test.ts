import { describe, expect, it } from "vitest";
import { bandCount, bandsOf } from "./bands.ts";

const hertzPerBin = 48_000 / 2_048;

const toneAt = (hertz: number): Uint8Array => {
  const bytes = new Uint8Array(1_024);
  bytes[Math.round(hertz / hertzPerBin)] = 255;
  return bytes;
};

describe("bands of sound", () => {
  it("are 24 numbers from 0 to 1, whatever comes in", () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array(1_024).fill(255), toneAt(440)]) {
      const bands = bandsOf(bytes, hertzPerBin);
      expect(bands).toHaveLength(bandCount);
      expect(bands.every((value) => value >= 0 && value <= 1)).toBe(true);
    }
  });

  it("rise with the tone", () => {
    const loudest = [200, 440, 1_130, 5_000].map((hertz) => {
      const bands = bandsOf(toneAt(hertz), hertzPerBin);
      return bands.indexOf(Math.max(...bands));
    });
    expect(loudest).toEqual(loudest.toSorted((a, b) => a - b));
    expect(new Set(loudest).size).toBe(4);
  });

  it("miss no tone between the lowest and the highest", () => {
    for (let hertz = 100; hertz < 11_900; hertz += 50) expect(Math.max(...bandsOf(toneAt(hertz), hertzPerBin))).toBeGreaterThan(0.9);
  });
});
