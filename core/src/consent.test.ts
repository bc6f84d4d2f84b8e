import { describe, expect, it } from "vitest";
import { isSameConsent, readConsent, unsaid, withAnotherPage } from "./consent.ts";

describe("what a person says of recording", () => {
  it("is, before anything was said, to be left out: pictures may come before words", () => {
    expect(unsaid).toEqual({
      recording: false,
      recordingPaused: false,
      onAir: false,
      onAirPaused: false,
      chatOnAir: false,
      captionsOnAir: false,
      leftOut: true,
    });
  });

  it("says nothing of a recording or a broadcast that is not", () => {
    const said = { ...unsaid, recordingPaused: true, onAirPaused: true, chatOnAir: true, captionsOnAir: true };
    expect(readConsent(said)).toEqual(unsaid);
    expect(readConsent({ ...said, recording: true, onAir: true })).toEqual({ ...said, recording: true, onAir: true });
  });

  it("is the same as long as all of it is", () => {
    expect(isSameConsent(unsaid, { ...unsaid })).toBe(true);
    expect(isSameConsent(unsaid, { ...unsaid, onAirPaused: true })).toBe(false);
    expect(isSameConsent(unsaid, { ...unsaid, leftOut: false })).toBe(false);
  });

  it("holds for who is taken when the person comes back on another page, which records nothing", () => {
    expect(withAnotherPage({ ...unsaid, recording: true, recordingPaused: true, onAir: true, chatOnAir: true })).toEqual(unsaid);
    expect(withAnotherPage({ ...unsaid, recording: true, leftOut: false }).leftOut).toBe(false);
  });
});
