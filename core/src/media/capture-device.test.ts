import { describe, expect, it } from "vitest";
import { TfxError } from "@tfx/protocol";
import { Capture } from "./capture-device.ts";

/** A track as far as a capture looks at it; `changes` is whether it can be changed while it runs. */
const createTrack = (asked: MediaTrackConstraints, changes: boolean) => {
  const track = Object.assign(new EventTarget(), {
    settings: { ...asked },
    stopped: false,
    readyState: "live",
    getSettings: () => track.settings as MediaTrackSettings,
    applyConstraints: async (next: MediaTrackConstraints) => {
      if (!changes) throw new DOMException("", "OverconstrainedError");
      track.settings = { ...next };
    },
    stop: () => void (track.stopped = true),
  });
  return track;
};

const setUp = (changes: boolean) => {
  const tracks: ReturnType<typeof createTrack>[] = [];
  let isRefused = false;
  const capture = new Capture({
    kind: "microphone",
    constraints: { echoCancellation: true, noiseSuppression: true },
    holdsWhenDisabled: true,
    request: async (_kind, asked) => {
      if (isRefused) throw new TfxError("media/busy");
      const track = createTrack(asked, changes);
      tracks.push(track);
      return track as object as MediaStreamTrack;
    },
  });
  return { capture, tracks, refuse: () => void (isRefused = true) };
};

describe("other wishes of a device", () => {
  it("are those of the next capture", async () => {
    const { capture, tracks } = setUp(true);
    await capture.constrain({ noiseSuppression: false });
    await capture.enable();
    expect(tracks.map(({ settings }) => settings)).toEqual([{ echoCancellation: true, noiseSuppression: false }]);
  });

  it("change a track that can be changed", async () => {
    const { capture, tracks } = setUp(true);
    await capture.enable();
    await capture.constrain({ noiseSuppression: false });
    expect(tracks.map(({ settings, stopped }) => [settings.noiseSuppression, stopped])).toEqual([[false, false]]);
  });

  it("capture anew, muted as before, where it cannot", async () => {
    const { capture, tracks } = setUp(false);
    await capture.enable();
    capture.disable();
    await capture.constrain({ noiseSuppression: false });
    expect(tracks.map(({ settings, stopped }) => [settings.noiseSuppression, stopped])).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(capture.state.value).toBe("muted");
  });
});

describe("another device", () => {
  it("is taken though the person mutes and unmutes while it is on its way", async () => {
    const { capture, tracks } = setUp(true);
    await capture.enable();
    const muted = capture.select("headset");
    capture.disable();
    expect(await muted).toBe(true);
    expect([capture.state.value, capture.track.value === (tracks[1] as object)]).toEqual(["muted", true]);

    const unmuted = capture.select("webcam");
    await capture.enable();
    expect(await unmuted).toBe(true);
    expect([capture.state.value, capture.track.value === (tracks[2] as object)]).toEqual(["on", true]);
    expect(tracks.map(({ stopped }) => stopped)).toEqual([true, true, false]);
  });

  it("that cannot be had leaves the one before muted where the person muted meanwhile", async () => {
    const { capture, tracks, refuse } = setUp(true);
    await capture.enable();
    refuse();
    const taken = capture.select("headset");
    capture.disable();
    expect(await taken).toBe(false);
    expect([capture.state.value, capture.track.value === (tracks[0] as object)]).toEqual(["muted", true]);
  });
});

describe("a device that is pulled out", () => {
  /** Pulls the device out; the next capture waits until it is let. */
  const pullOut = (track: ReturnType<typeof createTrack>): void => {
    track.readyState = "ended";
    track.dispatchEvent(new Event("ended"));
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };

  it("gives way to another, muted as before", async () => {
    const { capture, tracks } = setUp(true);
    await capture.enable();
    capture.disable();
    if (tracks[0] !== undefined) pullOut(tracks[0]);
    await settle();
    expect([capture.state.value, capture.track.value === (tracks[1] as object)]).toEqual(["muted", true]);
  });

  it("gives way to another though the person unmutes while that is on its way", async () => {
    const { capture, tracks } = setUp(true);
    await capture.enable();
    capture.disable();
    if (tracks[0] !== undefined) pullOut(tracks[0]);
    await capture.enable();
    await settle();
    expect([capture.state.value, capture.track.value?.readyState]).toEqual(["on", "live"]);
    expect(tracks.filter(({ stopped }) => !stopped)).toHaveLength(1);
  });

  it("is given back where the person mutes while another is on its way, and captured anew later", async () => {
    const { capture, tracks } = setUp(true);
    await capture.enable();
    if (tracks[0] !== undefined) pullOut(tracks[0]);
    capture.disable();
    await settle();
    expect([capture.state.value, capture.track.value]).toEqual(["off", undefined]);
    expect(await capture.enable()).toBe(true);
    expect(capture.track.value?.readyState).toBe("live");
    expect(tracks.filter(({ stopped }) => !stopped)).toHaveLength(1);
  });
});
