import { describe, expect, it } from "vitest";
import { createUnwrapper } from "./unwrap.ts";

describe("an unwrapped counter", () => {
  it("goes on past its end, and back for what was overtaken", () => {
    const unwrap = createUnwrapper(16);
    expect([65_534, 65_535, 0, 65_535, 1].map((value) => unwrap(value))).toEqual([65_534, 65_535, 65_536, 65_535, 65_537]);
  });

  it("holds for timestamps of 32 bits over many rounds", () => {
    const unwrap = createUnwrapper(32);
    let expected = 4_294_967_000;
    for (let step = 0; step < 5_000; step += 1) {
      expect(unwrap(expected % 2 ** 32)).toBe(expected);
      expected += 90_000_000;
    }
  });
});
