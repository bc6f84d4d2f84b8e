import { expect, it } from "vitest";
import type { SoundEncoder } from "./sound-encoder.ts";
import { takeSound } from "./take-tracks.ts";
import { createTimeline } from "./timeline.ts";

it("sound goes on where the stamps of its track begin anew", () => {
  const clock = { us: 0 };
  let written = 0;
  let silenceUs = 0;
  const encoder: SoundEncoder = { write: () => void (written += 1), silence: (us) => void (silenceUs += us), flush: async () => undefined };
  const { take } = takeSound({ timeline: createTimeline(), nowUs: () => clock.us, endUs: Infinity }, encoder);
  for (let part = 0; part < 300; part += 1) {
    clock.us = (part + 1) * 10_000;
    const timestamp = (part < 15 ? 9_000_000 : 0) + part * 10_000;
    take({ timestamp, duration: 10_000, close: () => undefined } as AudioData);
  }
  expect([written, silenceUs]).toEqual([300, 0]);
});
