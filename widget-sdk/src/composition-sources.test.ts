import { describe, expect, it } from "vitest";
import { sourcesOf } from "./composition-sources.ts";
import type { TrustedTrack } from "./trusted-context.ts";

type Id = Parameters<typeof sourcesOf>[0]["participants"][number]["id"];
const people = ["ada", "ben"].map((name) => ({ id: name as Id, name, isSelf: name === "ada" }));
// Tracks are made by browsers alone; here they are only told apart.
const track = (): MediaStreamTrack => ({}) as MediaStreamTrack;
const [camera, voice] = [track(), track()];
const tracks: readonly TrustedTrack[] = [
  { participant: "ben", isSelf: false, name: "ben", source: "camera", track: camera },
  { participant: "ben", isSelf: false, name: "ben", source: "microphone", track: voice },
];
const sources = (leftOut: readonly string[] = []) =>
  sourcesOf({ participants: people, tracks, leftOut: new Set(leftOut), speaking: new Set(["ben"]) });

describe("who is taken along", () => {
  it("is everybody, with or without a picture", () => {
    expect(sources().map(({ name }) => name)).toEqual(["ada", "ben"]);
    expect(sources()[1]).toMatchObject({ camera, microphone: voice, isSpeaking: true });
    expect(sources()[0]?.camera).toBeUndefined();
  });

  it("has a name for the own shared screen, in the widget's words", () => {
    const input = { participants: people, tracks, leftOut: new Set<string>(), speaking: new Set<string>() };
    const [first] = sourcesOf({ ...input, screenNameOf: (name) => `${name}'s screen` });
    expect([first?.name, first?.screenName]).toEqual(["ada", "ada's screen"]);
  });

  it("is nobody who asked to be left out: no picture, no sound, no name", () => {
    expect(sources(["ben"]).map(({ participant }) => participant)).toEqual(["ada"]);
  });
});
