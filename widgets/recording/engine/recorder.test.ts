import { signal } from "@preact/signals";
import type { RecordingLease, TrustedParts, TrustedWidgetContext } from "@tfx/widget-sdk";
import { createSimulator } from "@tfx/widget-sdk/simulator";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Choices } from "../choices.ts";
import { manifest } from "../manifest.ts";
import { createRecorder } from "./recorder.ts";
import type { LiveRecording } from "./start-recording.ts";

const choices = signal<Choices>({ scope: "everyone", layout: "grid", kind: "webm", height: 720 });
const nobody = { value: [], on: () => () => undefined };

describe("a recorder", () => {
  let simulator: ReturnType<typeof createSimulator>;
  beforeEach(() => {
    simulator = createSimulator({ manifest });
    vi.stubGlobal("MediaRecorder", { isTypeSupported: () => true });
    vi.stubGlobal("navigator", { storage: { getDirectory: () => undefined }, locks: {} });
  });
  afterEach(() => {
    simulator.close();
    vi.unstubAllGlobals();
  });

  const setUp = async () => {
    const done: string[] = [];
    const leave = new AbortController();
    const lease: RecordingLease = {
      signal: leave.signal,
      setPaused: (paused) => done.push(paused ? "shown paused" : "shown going on"),
      end: () => leave.abort(),
    };
    const trusted = {
      record: async () => lease,
      tracks: nobody,
      leftOut: { ...nobody, value: new Set<string>() },
    } as Partial<TrustedParts>;
    const { context } = await simulator.join({ name: "Ada" });
    const ground: TrustedWidgetContext = { ...context, trusted: trusted as TrustedParts };
    // What makes files and streams is the browser's; a recorder only begins and ends it.
    const session = {
      setSources: () => done.push("takes"),
      pause: () => done.push("paused"),
      resume: () => done.push("resumed"),
    } as Partial<LiveRecording["session"]> as LiveRecording["session"];
    let resolve: () => void = () => undefined;
    const opening = new Promise<void>((settle) => (resolve = settle));
    const recorder = createRecorder(ground, choices, {
      library: { finish: async () => void done.push("finished") },
      open: async () => {
        await opening;
        return { id: "one", lease, session, end: async () => void done.push("ended") } as Partial<LiveRecording> as LiveRecording;
      },
    });
    return { recorder, done, leave, begin: () => resolve() };
  };

  it("takes what there is under leave, and ends with it", async () => {
    const { recorder, done, leave, begin } = await setUp();
    begin();
    await recorder.start();
    expect([recorder.phase.value, done]).toEqual(["recording", ["takes"]]);
    leave.abort();
    await vi.waitFor(() => expect(recorder.phase.value).toBe("idle"));
    expect([recorder.problem.value, done]).toEqual(["problem.ended", ["takes", "ended", "finished"]]);
  });

  it("has everybody see a pause, and its end before anything is taken again", async () => {
    const { recorder, done, begin } = await setUp();
    recorder.pause();
    begin();
    await recorder.start();
    recorder.pause();
    expect(recorder.phase.value).toBe("paused");
    recorder.resume();
    expect(recorder.phase.value).toBe("recording");
    expect(done).toEqual(["takes", "paused", "shown paused", "shown going on", "resumed"]);
  });

  it("takes nothing when the leave was taken back before it had begun", async () => {
    const { recorder, done, leave, begin } = await setUp();
    const started = recorder.start();
    leave.abort();
    begin();
    await started;
    expect([recorder.phase.value, recorder.problem.value, done]).toEqual(["idle", "problem.ended", ["ended", "finished"]]);
  });
});
