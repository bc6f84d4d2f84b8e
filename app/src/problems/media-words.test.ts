import { errorCodes, TfxError, type ErrorCode } from "@tfx/protocol";
import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { createI18n } from "../i18n/i18n.ts";
import { deviceProblems, mediaWords, screenWords } from "./media-words.ts";

const { t } = createI18n(signal(["en"]));
const mediaCodes = (Object.keys(errorCodes) as ErrorCode[]).filter((code) => code.startsWith("media/"));
const problem = (code: ErrorCode) => TfxError.fromWire({ code });

describe("what is said about a device", () => {
  it.each(mediaCodes)("says for %s what it is and what to do", (code) => {
    for (const kind of ["microphone", "camera", "both"] as const) {
      const words = mediaWords(t, kind, problem(code));
      expect(words.title.length).toBeGreaterThan(10);
      expect(words.text).toMatch(/\.$/);
      expect(words.text).not.toContain("media.");
    }
  });

  it("names the device that is meant", () => {
    expect(mediaWords(t, "microphone", problem("media/busy")).title).toBe("Your microphone is used by another program");
    expect(mediaWords(t, "camera", problem("media/not-found")).title).toBe("No camera found");
  });

  it("says one thing once when both devices fail alike", () => {
    const both = deviceProblems(t, { microphone: problem("media/blocked"), camera: problem("media/blocked") });
    expect(both.map((one) => one.kind)).toEqual(["both"]);
    const each = deviceProblems(t, { microphone: problem("media/blocked"), camera: problem("media/busy") });
    expect(each.map((one) => one.kind)).toEqual(["camera", "microphone"]);
    expect(deviceProblems(t, { microphone: undefined, camera: undefined })).toEqual([]);
  });
});

describe("what is said about sharing a screen", () => {
  it("is nothing when the person changed their mind", () => expect(screenWords(t, problem("media/cancelled"))).toBeUndefined());
  it("is what to do otherwise", () => expect(screenWords(t, problem("media/system-blocked"))?.text).toContain("screen recording"));
});
