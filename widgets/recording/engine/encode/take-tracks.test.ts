import { describe, expect, it } from "vitest";
import type { SoundEncoder } from "./sound-encoder.ts";
import { takePictures, takeSound } from "./take-tracks.ts";
import { createTimeline } from "./timeline.ts";

it("sound goes on where the stamps of its track begin anew", () => {
  const clock = { us: 0 };
  let written = 0;
  let silenceUs = 0;
  const encoder: SoundEncoder = { write: () => void (written += 1), silence: (us) => void (silenceUs += us), flush: async () => undefined };
  const { take } = takeSound({ timeline: createTimeline(), nowUs: () => clock.us, beganUs: 0, endUs: Infinity }, encoder);
  for (let part = 0; part < 300; part += 1) {
    // Mixed sound is later than what was there when it began.
    clock.us = (part + 3) * 10_000;
    const timestamp = (part < 15 ? 9_000_000 : 0) + part * 10_000;
    take({ timestamp, duration: 10_000, close: () => undefined } as AudioData);
  }
  expect([written, silenceUs]).toEqual([300, 0]);
});

describe("pictures", () => {
  const beganUs = 1_700_000_000_000_000;
  const place = (stamps: readonly number[], nowUs: (index: number) => number) => {
    const clock = { us: 0 };
    const moments: number[] = [];
    const take = takePictures({ timeline: createTimeline(), nowUs: () => clock.us, beganUs, endUs: Infinity }, (_, atUs) =>
      moments.push(atUs),
    );
    for (const [index, timestamp] of stamps.entries()) {
      clock.us = nowUs(index);
      take({ timestamp, close: () => undefined } as VideoFrame);
    }
    return moments;
  };
  const late = (index: number): number => index * 33_000 + 20_000;

  it("lie where their stamps say if those are of our clock, however late they come", () =>
    expect(
      place(
        [1_000, 33_000, 71_000].map((us) => beganUs + us),
        late,
      ),
    ).toEqual([0, 33_000, 71_000]));

  it("of another clock are as late as the least late of them", () =>
    expect(place([500_000, 533_000, 566_000], late)).toEqual([0, 53_000, 86_000]));
});
