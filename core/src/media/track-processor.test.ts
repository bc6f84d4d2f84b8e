import { effect, signal } from "@preact/signals-core";
import { describe, expect, it } from "vitest";
import { createProcessedCapture, type TrackProcessor } from "./track-processor.ts";

const trackOf = (id: string) => ({ id }) as MediaStreamTrack;

const open = () => {
  const captured = signal<MediaStreamTrack | undefined>(undefined);
  const capture = createProcessedCapture(captured);
  const sent: (string | undefined)[] = [];
  effect(() => void sent.push(capture.track.value?.id));
  return { captured, capture, sent };
};

describe("a processed capture", () => {
  it("is the captured track itself while there is no processor", () => {
    const { captured, capture } = open();
    const track = trackOf("camera");
    captured.value = track;
    expect(capture.track.value).toBe(track);
  });

  it("follows its processor, and returns to the captured track without a gap", () => {
    const { captured, capture, sent } = open();
    captured.value = trackOf("camera");
    const track = signal(trackOf("camera"));
    let isDisposed = false;
    capture.process(() => ({ track, [Symbol.dispose]: () => void (isDisposed = true) }));
    track.value = trackOf("changed");
    capture.process(undefined);
    expect(sent.filter((id, index) => id !== sent[index - 1])).toEqual(["camera", "changed", "camera"]);
    expect(isDisposed).toBe(true);
  });

  it("never sends a new camera's own track where a processor gives another from the start", () => {
    const { captured, capture, sent } = open();
    const processor: TrackProcessor = () => ({ track: signal(trackOf("hidden")), [Symbol.dispose]() {} });
    capture.process(processor);
    captured.value = trackOf("first");
    captured.value = trackOf("second");
    expect(sent).not.toContain("first");
    expect(sent).not.toContain("second");
    captured.value = undefined;
    expect(sent.at(-1)).toBeUndefined();
  });
});
