import { describe, expect, it } from "vitest";
import { pickFormat } from "./recording-format.ts";

const all = (): boolean => true;

describe("the format of a recording", () => {
  it("is never MP4 while it is recorded", () => {
    for (const kind of ["webm", "mp4"] as const) expect(pickFormat({ kind, soundOnly: false }, all)?.mimeType).not.toMatch(/mp4/);
  });
  it("becomes MP4 at the end when that is wanted", () => expect(pickFormat({ kind: "mp4", soundOnly: false }, all)?.container).toBe("mp4"));
  it("falls back to WebM where the browser has no H.264", () =>
    expect(pickFormat({ kind: "mp4", soundOnly: false }, (type) => !type.includes("avc1"))?.container).toBe("webm"));
  it("has no pictures for sound alone", () => expect(pickFormat({ kind: "mp4", soundOnly: true }, all)?.mimeType).toMatch(/^audio\//));
  it("is none where the browser records nothing", () =>
    expect(pickFormat({ kind: "webm", soundOnly: false }, () => false)).toBeUndefined());
});
