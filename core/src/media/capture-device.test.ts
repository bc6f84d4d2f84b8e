import { describe, expect, it } from "vitest";
import { Capture } from "./capture-device.ts";

/** A track as far as a capture looks at it; `changes` is whether it can be changed while it runs. */
const createTrack = (asked: MediaTrackConstraints, changes: boolean) => {
  const track = Object.assign(new EventTarget(), {
    settings: { ...asked },
    stopped: false,
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
  const capture = new Capture({
    kind: "microphone",
    constraints: { echoCancellation: true, noiseSuppression: true },
    holdsWhenDisabled: true,
    request: async (_kind, asked) => {
      const track = createTrack(asked, changes);
      tracks.push(track);
      return track as object as MediaStreamTrack;
    },
  });
  return { capture, tracks };
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
