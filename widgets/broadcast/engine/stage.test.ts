import { describe, expect, it } from "vitest";
import type { CompositionSource } from "@tfx/widget-sdk";
import { kbpsOf, peopleOnStage, sourcesIn } from "./stage.ts";

// Tracks are made by browsers alone; here they are only told apart.
const track = (): MediaStreamTrack => ({}) as MediaStreamTrack;
const person = (participant: string): CompositionSource => ({
  participant,
  name: participant,
  camera: track(),
  microphone: track(),
  screen: track(),
  screenAudio: track(),
});
const people = [person("ada"), person("ben")];

describe("what goes out", () => {
  it("is everybody, or one's own camera and voice alone", () => {
    expect(peopleOnStage(people, { what: "call", self: "ada" })).toEqual(people);
    const [own, ...others] = peopleOnStage(people, { what: "camera", self: "ada" });
    expect(others).toEqual([]);
    expect(Object.keys(own ?? {})).toEqual(["participant", "name", "camera", "microphone"]);
  });

  it("is nobody in a break, neither seen nor heard", () => {
    expect(sourcesIn("break", people)).toEqual([]);
  });

  it("is not heard by oneself before it begins", () => {
    for (const source of sourcesIn("preview", people)) {
      expect(source.microphone).toBeUndefined();
      expect(source.screenAudio).toBeUndefined();
      expect(source.camera).toBeDefined();
    }
    expect(sourcesIn("live", people)).toEqual(people);
  });

  it("has more bits the more lines it has, and stays below what gateways allow", () => {
    expect([360, 480, 720, 1080].map(kbpsOf)).toEqual([900, 1_400, 2_500, 3_800]);
  });
});
