import { signal } from "@preact/signals";
import type { OwnSound, OwnSoundState } from "@tfx/core/sound";
import { TfxError } from "@tfx/protocol";
import { describe, expect, it, vi } from "vitest";
import type { Settings } from "../settings/settings.ts";
import { createFakePlatform, openFakeApp } from "../testing/fake-app.ts";
import { createFakeMedia } from "../testing/fake-media.ts";
import { createFakeSession } from "../testing/fake-session.ts";
import { followNoise, noiseChoice } from "./own-noise.ts";

const setUp = async (noise: Settings["noise"]) => {
  const end = new AbortController();
  const session = createFakeSession();
  const app = await openFakeApp(
    createFakePlatform(() => session),
    { end: end.signal, settings: { noise } },
  );
  const media = createFakeMedia();
  const state = signal<OwnSoundState>({ running: false, problem: undefined });
  const cleans: boolean[] = [];
  let loads = 0;
  const sound: OwnSound = {
    process: (track) => ({ track: signal(track), [Symbol.dispose]: () => undefined }),
    state,
    set: ({ clean }) => void cleans.push(clean),
    [Symbol.dispose]: () => undefined,
  };
  const load = async () => {
    loads += 1;
    return sound;
  };
  followNoise(app, media, { end: end.signal, load });
  return { app, media, end, sound, state, cleans, loads: () => loads };
};

describe("noise of the own microphone", () => {
  it("is the browser's to take away, and costs nothing, until the person says otherwise", async () => {
    const { media, loads } = await setUp("browser");
    expect([media.microphone.browserSuppresses, loads(), media.processors.size]).toEqual([true, 0, 0]);
  });

  it("is let through when the person wants all sounds", async () => {
    const { media, loads } = await setUp("off");
    expect([media.microphone.browserSuppresses, loads()]).toEqual([false, 0]);
  });

  it("is a choice of three wherever it is offered, and what is picked holds", async () => {
    const { app, media } = await setUp("browser");
    const { options, chosen, choose } = noiseChoice(app);
    expect([options.map(({ value }) => value), chosen]).toEqual([["off", "browser", "strong"], "browser"]);
    choose("off");
    expect([noiseChoice(app).chosen, media.microphone.browserSuppresses]).toEqual(["off", false]);
  });

  it("is taken away by one of the two, never by both", async () => {
    const { app, media, sound, cleans } = await setUp("browser");
    app.settings.update({ noise: "strong" });
    await vi.waitFor(() => expect(cleans).toEqual([true]));
    expect([media.microphone.browserSuppresses, media.processors.get("microphone")]).toEqual([false, sound.process]);
    app.settings.update({ noise: "browser" });
    await vi.waitFor(() => expect(cleans).toEqual([true, false]));
    expect(media.microphone.browserSuppresses).toBe(true);
  });

  it("is the browser's again, with a word, where RNNoise fails", async () => {
    const { app, media, state, cleans } = await setUp("strong");
    await vi.waitFor(() => expect(cleans).toEqual([true]));
    state.value = { running: false, problem: new TfxError("media/failed") };
    expect(media.microphone.browserSuppresses).toBe(true);
    expect(app.toasts.shown.value.map(({ text }) => text)).toEqual([app.i18n.t("noise.failed")]);
    app.settings.update({ name: "Ada" });
    expect([media.microphone.browserSuppresses, cleans]).toEqual([true, [true]]);
  });

  it("leaves the microphone alone after the visit", async () => {
    const { media, end, cleans } = await setUp("strong");
    await vi.waitFor(() => expect(cleans).toEqual([true]));
    end.abort();
    expect(media.processors.get("microphone")).toBeUndefined();
  });
});
