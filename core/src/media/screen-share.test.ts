import { afterEach, describe, expect, it, vi } from "vitest";
import { createScreenShare } from "./screen-share.ts";

const createTrack = (kind: "video" | "audio") =>
  Object.assign(new EventTarget(), {
    kind,
    readyState: "live",
    contentHint: "",
    getSettings: () => ({ displaySurface: "window" }),
    applyConstraints: async () => undefined,
    stop(this: { readyState: string }) {
      this.readyState = "ended";
    },
  });
type Track = ReturnType<typeof createTrack>;

/** A browser whose picker gives these tracks when it is told to. */
const setUp = (...tracks: readonly Track[]) => {
  let pick: () => void = () => undefined;
  const stream = {
    getTracks: () => tracks,
    getVideoTracks: () => tracks.filter(({ kind }) => kind === "video"),
    getAudioTracks: () => tracks.filter(({ kind }) => kind === "audio"),
  };
  const getDisplayMedia = () => new Promise((resolve) => (pick = () => resolve(stream)));
  vi.stubGlobal("navigator", { mediaDevices: { getDisplayMedia } });
  return { share: createScreenShare(), pick: () => pick() };
};

describe("a share of the screen", () => {
  afterEach(() => void vi.unstubAllGlobals());

  it("notices that the browser ends it", async () => {
    const picture = createTrack("video");
    const { share, pick } = setUp(picture);
    const started = share.start();
    pick();
    expect([await started, share.state.value]).toEqual([true, "on"]);
    picture.dispatchEvent(new Event("ended"));
    expect([share.state.value, share.endedBy.value, share.track.value]).toEqual(["off", "browser", undefined]);
  });

  it("is none where what was picked is gone before anybody saw it", async () => {
    const [picture, sound] = [createTrack("video"), createTrack("audio")];
    const { share, pick } = setUp(picture, sound);
    const started = share.start();
    picture.readyState = "ended";
    pick();
    expect([await started, share.state.value, share.track.value, sound.readyState]).toEqual([false, "off", undefined, "ended"]);
  });

  it("captures nothing any more that is picked after the call", async () => {
    const picture = createTrack("video");
    const { share, pick } = setUp(picture);
    const started = share.start();
    share.stop();
    pick();
    expect([await started, share.state.value, picture.readyState]).toEqual([false, "off", "ended"]);
  });
});
