import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChainDriver } from "./chain-driver.ts";
import { createOutput } from "./pipeline-output.ts";

const trackOf = (id: string, { readyState = "live", stop = () => {} } = {}) =>
  ({ id, contentHint: "", readyState, stop }) as MediaStreamTrack;

const open = () => {
  const done: string[] = [];
  let sinks = 0;
  const driver: ChainDriver = {
    post() {},
    setSource: (track) => void done.push(`source ${track?.id ?? "none"}`),
    openSink() {
      sinks += 1;
      done.push("open");
      return trackOf(`sink ${sinks}`);
    },
    closeSink: () => void done.push("close"),
    close() {},
  };
  let current: ChainDriver | undefined = driver;
  const openDark = () => trackOf("dark", { stop: () => void done.push("end dark") });
  const output = createOutput({ driver: () => current, onChange() {}, openDark });
  return { output, done, lose: () => (current = undefined), find: () => (current = driver) };
};

describe("the output", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is the camera's own track, and nothing runs, while there are no stages", () => {
    const { output, done } = open();
    const camera = trackOf("camera");
    expect(output.process(camera).track.value).toBe(camera);
    expect(done).toEqual([]);
  });

  it("changes over with the first picture of the stages, and back at once; the chain ends a little later", () => {
    const { output, done } = open();
    const { track } = output.process(trackOf("camera"));
    output.want({ turn: 1, any: true, hides: false });
    expect([track.value.id, done]).toEqual(["camera", ["open", "source camera"]]);
    output.written(0);
    expect(track.value.id).toBe("camera");
    output.written(1);
    expect([track.value.id, output.isRunning]).toEqual(["sink 1", true]);
    output.want({ turn: 2, any: false, hides: false });
    expect([track.value.id, done.length]).toEqual(["camera", 2]);
    vi.advanceTimersByTime(5_000);
    expect(done.slice(2)).toEqual(["close", "source none"]);
  });

  it("keeps the chain that was about to end when it is needed again", () => {
    const { output, done } = open();
    const { track } = output.process(trackOf("camera"));
    output.want({ turn: 1, any: true, hides: false });
    output.written(1);
    output.want({ turn: 2, any: false, hides: false });
    output.want({ turn: 3, any: true, hides: false });
    vi.advanceTimersByTime(5_000);
    output.written(3);
    expect([track.value.id, done]).toEqual(["sink 1", ["open", "source camera"]]);
  });

  it("goes on with the same track when another camera takes over", () => {
    const { output, done } = open();
    const first = output.process(trackOf("first"));
    output.want({ turn: 1, any: true, hides: false });
    output.written(1);
    first[Symbol.dispose]();
    const second = output.process(trackOf("second"));
    expect(second.track.value.id).toBe("sink 1");
    vi.advanceTimersByTime(5_000);
    expect(done).toEqual(["open", "source first", "source none", "source second"]);
  });

  it("never begins with an open picture where stages hide something", () => {
    const { output } = open();
    output.want({ turn: 1, any: true, hides: true });
    expect(output.process(trackOf("camera")).track.value.id).toBe("sink 1");
  });

  it("shows nothing from the moment on at which something is to be hidden, until the chain has drawn it", () => {
    const { output, done, lose, find } = open();
    lose();
    const { track } = output.process(trackOf("camera"));
    const sent: string[] = [];
    track.subscribe(({ id }) => void sent.push(id));
    output.want({ turn: 1, any: true, hides: true });
    expect([track.value.id, output.isRunning]).toEqual(["dark", false]);
    find();
    output.connect();
    expect(track.value.id).toBe("dark");
    output.written(1);
    expect([sent, output.isRunning, done.at(-1)]).toEqual([["camera", "dark", "sink 1"], true, "end dark"]);
  });

  it("shows nothing of a camera that is turned on before the chain is there", () => {
    const { output, lose } = open();
    lose();
    output.want({ turn: 1, any: true, hides: true });
    expect(output.process(trackOf("camera")).track.value.id).toBe("dark");
  });

  it("shows nothing where something is to be hidden and there is no chain, until it is not any more", () => {
    const { output, lose, done } = open();
    lose();
    const { track } = output.process(trackOf("camera"));
    output.want({ turn: 1, any: true, hides: true });
    output.fail();
    expect(track.value.id).toBe("dark");
    output.want({ turn: 2, any: false, hides: false });
    expect([track.value.id, done]).toEqual(["camera", ["end dark"]]);
  });

  it("falls back to the camera when the chain is gone", () => {
    const { output, lose } = open();
    const { track } = output.process(trackOf("camera"));
    output.want({ turn: 1, any: true, hides: false });
    output.written(1);
    lose();
    output.fail();
    expect([track.value.id, output.isRunning]).toEqual(["camera", false]);
  });

  it("sends nothing in the place of what was hidden when the chain is gone, not of another camera either", () => {
    const { output, lose, find } = open();
    const first = output.process(trackOf("camera"));
    output.want({ turn: 1, any: true, hides: true });
    output.written(1);
    lose();
    output.fail();
    expect([first.track.value.id, output.isRunning]).toEqual(["sink 1", false]);
    first[Symbol.dispose]();
    const second = output.process(trackOf("another"));
    expect(second.track.value.id).toBe("sink 1");
    find();
    output.connect();
    expect(second.track.value.id).toBe("sink 1");
    output.written(1);
    expect([second.track.value.id, output.isRunning]).toEqual(["sink 2", true]);
  });

  it("sends the camera again once nothing is to be hidden, though the chain is gone", () => {
    const { output, lose } = open();
    const { track } = output.process(trackOf("camera"));
    output.want({ turn: 1, any: true, hides: true });
    output.written(1);
    lose();
    output.fail();
    output.want({ turn: 2, any: true, hides: false });
    expect(track.value.id).toBe("camera");
  });

  it("reads no camera that was pulled out", () => {
    const { output, done } = open();
    output.process(trackOf("camera", { readyState: "ended" }));
    output.lookForAWhile();
    expect(done).toEqual([]);
  });

  it("reads the camera for a preview without sending anything else", () => {
    const { output, done } = open();
    const { track } = output.process(trackOf("camera"));
    output.lookForAWhile();
    expect([track.value.id, done]).toEqual(["camera", ["source camera"]]);
    vi.advanceTimersByTime(10_000);
    expect(done).toEqual(["source camera", "source none"]);
  });
});
