import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSps } from "./read-sps.ts";

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe("a sequence parameter set", () => {
  it.each([
    ["6742c016d900a02ff97011000003000100000300020f162e48", { profile: 66, constraints: 0xc0, level: 22, width: 640, height: 360 }],
    ["6742c028d900780227e5c044000003000400000300083c60c920", { profile: 66, constraints: 0xc0, level: 40, width: 1920, height: 1080 }],
    ["6742c016d900a02fea6c044000000300400000030083c58b92", { profile: 66, constraints: 0xc0, level: 22, width: 638, height: 358 }],
    ["67f4001f919b280a00b76022000003000200000300041e30632c", { profile: 244, constraints: 0, level: 31, width: 1280, height: 720 }],
    ["67640016acd940b424d808800000030080000003010f8a14cb", { profile: 100, constraints: 0, level: 22, width: 720, height: 576 }],
  ])("says how large the picture is: %s", (hex, facts) => expect(readSps(fromHex(hex))).toEqual(facts));

  it("is refused when it is cut short, or something else", () => {
    const whole = fromHex("6742c016d900a02ff97011000003000100000300020f162e48");
    expect(readSps(whole.subarray(0, 6))).toBeUndefined();
    expect(readSps(Uint8Array.of(0x68, 1, 2, 3, 4, 5))).toBeUndefined();
  });

  it("may be any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const facts = readSps(Uint8Array.of(0x67, ...bytes));
        if (facts !== undefined) expect(facts.width * facts.height).toBeGreaterThan(0);
      }),
    );
  });
});
