import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AacSink } from "../outputs/aac-encoder.ts";
import { createAacBus } from "./aac-bus.ts";
import type { AudioFormat, MediaFrame, StreamFormat } from "./media-frame.ts";
import { createStreamBus, type StreamListener } from "./stream-bus.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const video: StreamFormat["video"] = { codec: "h264", width: 2, height: 2, sps: Uint8Array.of(1), pps: Uint8Array.of(1) };
const opus: AudioFormat = { codec: "opus", sampleRate: 48_000, channels: 2, config: new Uint8Array() };
const aac: AudioFormat = { ...opus, codec: "aac" };
const frame = (timeUs: number, kind: MediaFrame["kind"] = "video", key = true): MediaFrame => ({ kind, timeUs, key, parts: [] });

const open = () => {
  const sinks: AacSink[] = [];
  const counts = { written: 0, closed: 0 };
  const source = createStreamBus({ report: () => undefined });
  const bus = createAacBus({
    source,
    report: () => undefined,
    lingerMs: 1_000,
    encode(_format, sink) {
      sinks.push(sink);
      return { write: () => void (counts.written += 1), close: () => void (counts.closed += 1) };
    },
  });
  return { source, bus, sinks, counts };
};
const createListener = () => {
  const heard: string[] = [];
  const listener: StreamListener = {
    onFormat: ({ audio }) => void heard.push(`${audio?.codec}`),
    onFrame: ({ kind, timeUs }) => void heard.push(`${kind} ${timeUs}`),
    onPause: () => void heard.push("pause"),
    onEnd: () => void heard.push("end"),
  };
  return { heard, listener };
};

describe("the bus with AAC", () => {
  it("starts no encoder before somebody listens, and then begins with the last key picture", () => {
    const { source, bus, sinks, counts } = open();
    source.setFormat({ video, audio: opus });
    source.push(frame(1));
    source.push(frame(2, "audio"));
    expect(sinks).toHaveLength(0);
    const { heard, listener } = createListener();
    bus.listen(listener);
    source.push(frame(3, "video", false));
    expect(counts.written).toBe(1);
    expect(heard).toEqual([]);
    sinks[0]?.onFormat(aac);
    sinks[0]?.onFrame(frame(2, "audio"));
    expect(heard).toEqual(["aac", "video 1", "video 3", "audio 2"]);
  });

  it("keeps its encoder for a player that comes back, and not for longer", () => {
    const { source, bus, sinks, counts } = open();
    source.setFormat({ video, audio: opus });
    const leave = bus.listen(createListener().listener);
    sinks[0]?.onFormat(aac);
    leave();
    vi.advanceTimersByTime(900);
    bus.listen(createListener().listener)();
    vi.advanceTimersByTime(900);
    expect([sinks.length, counts.closed]).toEqual([1, 0]);
    vi.advanceTimersByTime(200);
    expect(counts.closed).toBe(1);
    expect(bus.format).toBeUndefined();
    bus.listen(createListener().listener);
    expect(sinks).toHaveLength(2);
  });

  it("takes another encoder for the next publisher, and for another size none", () => {
    const { source, bus, sinks, counts } = open();
    const { heard, listener } = createListener();
    bus.listen(listener);
    source.setFormat({ video, audio: opus });
    sinks[0]?.onFormat(aac);
    source.setFormat({ video: { ...video, width: 4 }, audio: opus });
    expect(sinks).toHaveLength(1);
    source.pause();
    source.setFormat({ video, audio: opus });
    expect([sinks.length, counts.closed]).toEqual([2, 1]);
    expect(heard).toEqual(["aac", "aac", "pause"]);
  });
});
