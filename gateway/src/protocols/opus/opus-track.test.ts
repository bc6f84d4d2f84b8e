import { describe, expect, it } from "vitest";
import { opusDurationUs, opusSilence } from "./opus-track.ts";

describe("an Opus packet", () => {
  it.each([
    [[0x78, 0], 20_000],
    [[0xfc, 0], 20_000],
    [[0xf9, 0], 40_000],
    [[0xe0, 0], 2_500],
    [[0x60, 0], 10_000],
    [[0x18, 0], 60_000],
    [[0xfb, 3], 60_000],
    [[], 0],
  ])("%j lasts %i µs", (bytes, us) => expect(opusDurationUs(Uint8Array.from(bytes))).toBe(us));

  it("of silence lasts as long as one of speech", () => expect(opusDurationUs(opusSilence)).toBe(20_000));
});
