import { describe, expect, it } from "vitest";
import { createSoundClock } from "./sound-clock.ts";

const partUs = 10_000;

/** Brings parts that are stamped so; answers the silence and the parts that were left out, in all. */
const bring = (stamps: readonly number[]) => {
  const plan = createSoundClock();
  const plans = stamps.map((at) => plan(at, partUs));
  return {
    silenceUs: plans.reduce((sum, { silenceUs }) => sum + silenceUs, 0),
    dropped: plans.filter(({ isDropped }) => isDropped).length,
  };
};
const parts = (count: number, stamp: (index: number) => number) => Array.from({ length: count }, (_, index) => stamp(index));

describe("sound that is written end to end", () => {
  it("is left as it is while it comes in time", () =>
    expect(bring(parts(1_000, (index) => index * partUs))).toEqual({ silenceUs: 0, dropped: 0 }));

  it("begins with the silence before it", () => expect(bring(parts(10, (index) => 300_000 + index * partUs)).silenceUs).toBe(300_000));

  it("is not torn by parts that come late and then at once", () =>
    expect(bring(parts(1_000, (index) => index * partUs + (index % 30 >= 10 ? 400_000 : 0))).dropped).toBe(0));

  it("has silence where some was lost for good", () => {
    const { silenceUs } = bring(parts(400, (index) => index * partUs + (index < 100 ? 0 : 200_000)));
    expect(silenceUs).toBe(200_000);
  });

  it("follows a clock that is slower or faster than its own", () => {
    expect(bring(parts(20_000, (index) => index * partUs * 1.001)).silenceUs).toBeGreaterThan(150_000);
    expect(bring(parts(20_000, (index) => index * partUs * 0.999)).dropped).toBeGreaterThan(15);
  });
});
