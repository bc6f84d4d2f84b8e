import { effect } from "@preact/signals-core";
import { videoStage, type VideoStage } from "@tfx/protocol/widgets";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Faces } from "../analyse/faces/face.ts";
import { openFakeChains, trackOf } from "./testing/fake-chains.ts";
import { createVideoPipeline, type VideoPipelineState } from "./video-pipeline.ts";

const colours = videoStage.parse({ kind: "lut", id: "colours", band: "color", size: 2, table: new Uint8Array(24) });
const cover = videoStage.parse({
  kind: "shader",
  id: "cover",
  band: "privacy",
  fragment: "vec4 filterPixel(vec2 uv) { return vec4(0.0); }",
});
const hat = (image: Blob): VideoStage =>
  videoStage.parse({ kind: "faces", id: "hat", band: "overlay", mode: "overlay", anchor: "head", image });
const code = videoStage.parse({ kind: "pictures", id: "code", band: "overlay" });
const noPicture = new Blob(["no picture"], { type: "image/png" });

const open = (chains = openFakeChains()) => {
  const told: VideoPipelineState[] = [];
  const given: string[] = [];
  const pipeline = createVideoPipeline({
    loadDriver: chains.load,
    openDark: () => trackOf("dark"),
    onState: (state) => void told.push(state),
    onPicture: (owner, id, picture) => (given.push(`${owner}/${id}`), picture.close()),
  });
  const turnOn = (id = "camera") => {
    const processed = pipeline.process(trackOf(id));
    const sent: string[] = [];
    effect(() => void sent.push(processed.track.value.id));
    return { ...processed, sent };
  };
  return { pipeline, chains, told, given, turnOn, state: () => told.at(-1) };
};

/** Lets everything happen that waits for nothing but its turn. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe("the pipeline of the own picture", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("createImageBitmap", async () => ({ width: 1, height: 1, close: () => undefined }));
    vi.stubGlobal(
      "ImageData",
      class {
        readonly data = new Uint8ClampedArray(4);
      },
    );
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("loads nothing and leaves the camera's own track while there is nothing to do", async () => {
    const { pipeline, chains, turnOn } = open();
    const { sent } = turnOn();
    await pipeline.setStages("one", []);
    expect([sent, chains.all.length]).toEqual([["camera"], 0]);
  });

  it("sends what the stages make from its first picture on, tells how it does, and goes back", async () => {
    const { pipeline, chains, turnOn, state } = open();
    const { sent } = turnOn();
    await pipeline.setStages("one", [colours]);
    expect(sent).toEqual(["camera"]);
    chains.picture();
    await settle();
    expect([sent, state()?.running]).toEqual([["camera", "sink 1"], true]);
    await pipeline.setStages("one", []);
    expect([sent.at(-1), state()?.running]).toEqual(["camera", false]);
  });

  it("keeps the stages of owners apart", async () => {
    const { pipeline, chains, turnOn } = open();
    const { sent } = turnOn();
    await Promise.all([pipeline.setStages("one", [colours]), pipeline.setStages("two", [colours])]);
    chains.picture();
    await pipeline.setStages("one", []);
    chains.picture();
    await settle();
    expect(sent.at(-1)).toBe("sink 1");
    await pipeline.setStages("two", []);
    expect(sent.at(-1)).toBe("camera");
  });

  it("answers every one of many changes at once, of which the latest holds", async () => {
    const { pipeline, chains, turnOn } = open();
    const { sent } = turnOn();
    await Promise.all([...Array(20).keys()].map((turn) => pipeline.setStages("one", turn === 19 ? [] : [colours])));
    chains.picture();
    await settle();
    expect(sent.at(-1)).toBe("camera");
  });

  it("never sends an open picture from the wish to hide something on, not while the chain is loaded either", async () => {
    const { pipeline, chains, turnOn, state } = open();
    const { sent } = turnOn();
    const staged = pipeline.setStages("one", [cover]);
    expect(sent).toEqual(["camera", "dark"]);
    await staged;
    expect([sent.at(-1), state()?.running]).toEqual(["dark", false]);
    chains.picture();
    await settle();
    expect(sent).toEqual(["camera", "dark", "sink 1"]);
    expect(turnOn("another").sent).toEqual(["sink 1"]);
  });

  it("tells the owner of a stage that cannot be drawn, and nobody else", async () => {
    const { pipeline, chains, turnOn, state } = open();
    pipeline.useAnalyser("faces", { width: 64, perSecond: 10, open: async () => ({ analyse: () => new Promise<Faces>(() => undefined) }) });
    const { sent } = turnOn();
    const broken = expect(pipeline.setStages("broken", [hat(noPicture)])).rejects.toMatchObject({
      code: "widget/invalid",
      details: { path: "stages.hat: no picture that is known here" },
    });
    await pipeline.setStages("one", [colours]);
    await broken;
    chains.picture();
    await settle();
    expect([sent.at(-1), state()?.bypassed, state()?.withheld]).toEqual(["sink 1", ["broken/hat"], false]);
  });

  it("sends nothing in the place of what was to be hidden and cannot be, and says so", async () => {
    const { pipeline, chains, turnOn, state } = open(openFakeChains({ links: false }));
    const { sent } = turnOn();
    await expect(pipeline.setStages("one", [cover])).rejects.toMatchObject({ code: "widget/invalid" });
    chains.picture();
    await settle();
    expect([sent, state()?.withheld, state()?.bypassed]).toEqual([["camera", "dark"], true, ["one/cover"]]);
    await pipeline.setStages("one", []);
    expect([sent.at(-1), state()?.withheld]).toEqual(["camera", false]);
  });

  it("leaves out what an analyser that does not work would have to find, and says which stages these are", async () => {
    const { pipeline, chains, turnOn, state } = open();
    const { sent } = turnOn();
    await pipeline.setStages("one", [colours]);
    await pipeline.setStages("two", [hat(noPicture)]);
    chains.picture();
    await settle();
    expect([sent.at(-1), state()?.bypassed]).toEqual(["sink 1", ["two/hat"]]);
  });

  it("gives pictures to watchers of faces, though there are no stages, until the last has gone", async () => {
    const { pipeline, chains, turnOn } = open();
    const seen: Faces[] = [];
    const faces: Faces = { kind: "faces", faces: [] };
    pipeline.useAnalyser("faces", {
      width: 64,
      perSecond: 10,
      open: async () => ({ analyse: async (picture) => (picture.close(), faces) }),
    });
    const { sent } = turnOn();
    const stop = pipeline.watchFaces((found) => void seen.push(found));
    await settle();
    chains.picture();
    await settle();
    expect([seen, sent]).toEqual([[faces], ["camera"]]);
    stop();
    expect(chains.last?.source).toBeUndefined();
  });

  it("hands pictures to an owner's code and takes the answers", async () => {
    const { pipeline, chains, turnOn, given } = open();
    turnOn();
    await pipeline.setStages("one", [code]);
    chains.picture();
    await settle();
    expect(given).toEqual(["one/code"]);
    let isClosed = false;
    pipeline.answer("one", "code", { close: () => (isClosed = true) } as Partial<ImageBitmap> as ImageBitmap);
    expect(isClosed).toBe(true);
  });

  it("shows small pictures of the own camera through any stages, and of none while it is off", async () => {
    const { pipeline, chains, turnOn } = open();
    expect(await pipeline.preview([colours], 160)).toBeUndefined();
    const { sent } = turnOn();
    const shown = pipeline.preview([colours], 160);
    await settle();
    chains.picture();
    expect(await shown).toMatchObject({ width: 1 });
    expect(sent).toEqual(["camera"]);
    const refused = expect(pipeline.preview([hat(noPicture)], 160)).rejects.toMatchObject({ code: "widget/invalid" });
    await settle();
    await refused;
  });

  it("waits for no preview longer than a few seconds", async () => {
    const { pipeline, turnOn } = open();
    turnOn();
    const shown = pipeline.preview([colours], 160);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await shown).toBeUndefined();
  });
});

describe("a pipeline whose chain ends by itself", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("sends the camera's own picture meanwhile and begins anew, three times", async () => {
    const { pipeline, chains, turnOn, state } = open();
    const { sent } = turnOn();
    await pipeline.setStages("one", [colours]);
    for (let failure = 1; failure <= 4; failure += 1) {
      chains.picture();
      await settle();
      expect([sent.at(-1), state()?.problem]).toEqual([`sink ${String(failure)}`, undefined]);
      chains.last?.fail();
      expect([sent.at(-1), state()?.running, state()?.problem]).toEqual(["camera", false, "failed"]);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect([chains.all.length, state()?.problem]).toEqual([4, "failed"]);
    // Whoever asks anew gets another.
    await pipeline.setStages("one", [colours]);
    chains.picture();
    await settle();
    expect(sent.at(-1)).toBe("sink 5");
  });

  it("sends nothing meanwhile where something was hidden, and says so", async () => {
    const { pipeline, chains, turnOn, state } = open();
    const { sent } = turnOn();
    await pipeline.setStages("one", [cover]);
    chains.picture();
    await settle();
    chains.last?.fail();
    expect([sent.at(-1), state()?.withheld]).toEqual(["sink 1", true]);
    await vi.advanceTimersByTimeAsync(1_000);
    chains.picture();
    await settle();
    expect([sent, state()?.withheld]).toEqual([["camera", "dark", "sink 1", "sink 2"], false]);
  });

  it("settles whoever waits for it", async () => {
    const { pipeline, chains, turnOn } = open(openFakeChains({ isMute: true }));
    turnOn();
    const staged = pipeline.setStages("one", [colours]);
    const shown = pipeline.preview([colours], 160);
    await settle();
    chains.last?.fail();
    await staged;
    expect(await shown).toBeUndefined();
  });

  it("says that there is no WebGL, sends what it may, and tries no more", async () => {
    const { pipeline, chains, turnOn, state } = open(openFakeChains({ isUnable: true }));
    const { sent } = turnOn();
    await pipeline.setStages("one", [colours]);
    expect([sent, state()]).toMatchObject([["camera"], { problem: "no-webgl", withheld: false }]);
    await pipeline.setStages("one", [cover]);
    expect([sent, state()]).toMatchObject([["camera", "dark"], { problem: "no-webgl", withheld: true }]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(chains.all).toHaveLength(1);
  });

  it("ends with all that it opened, and gives the camera back", async () => {
    const { pipeline, chains, turnOn, told } = open();
    const { sent } = turnOn();
    await pipeline.setStages("one", [colours]);
    chains.picture();
    await settle();
    const before = told.length;
    pipeline[Symbol.dispose]();
    expect([sent.at(-1), chains.last?.isClosed, told.length]).toEqual(["camera", true, before]);
    await pipeline.setStages("one", [colours]);
    expect(chains.all).toHaveLength(1);
  });
});
