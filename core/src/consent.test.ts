import { describe, expect, it } from "vitest";
import { unsaid, withAnotherPage } from "./consent.ts";

describe("what a person says of recording", () => {
  it("is, before anything was said, to be left out: pictures may come before words", () => {
    expect(unsaid).toEqual({
      recording: false,
      recordingPaused: false,
      onAir: false,
      leftOut: true,
      chatOnAir: false,
      captionsOnAir: false,
    });
  });

  it("holds for who is taken when the person comes back on another page, which records nothing", () => {
    expect(withAnotherPage({ ...unsaid, recording: true, recordingPaused: true, onAir: true, chatOnAir: true })).toEqual(unsaid);
    expect(withAnotherPage({ ...unsaid, recording: true, leftOut: false }).leftOut).toBe(false);
  });
});
