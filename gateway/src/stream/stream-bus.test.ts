import { describe, expect, it } from "vitest";
import type { MediaFrame, StreamFormat } from "./media-frame.ts";
import { createStreamBus, type StreamListener } from "./stream-bus.ts";

const format: StreamFormat = { video: { codec: "vp8", width: 2, height: 2 }, audio: undefined };
const frame = (timeUs: number, { kind = "video", key = false }: Partial<MediaFrame> = {}): MediaFrame => ({
  kind,
  timeUs,
  key,
  parts: [Uint8Array.of(1)],
});
const createListener = () => {
  const heard: (string | number)[] = [];
  const listener: StreamListener = {
    onFormat: () => void heard.push("format"),
    onFrame: ({ timeUs }) => void heard.push(timeUs),
    onPause: () => void heard.push("pause"),
    onEnd: () => void heard.push("end"),
  };
  return { heard, listener };
};

describe("the bus of a stream", () => {
  it("tells late listeners the format, and those who want it the pictures since the last key picture", () => {
    const bus = createStreamBus({ report: () => undefined });
    const [first, second, third] = [createListener(), createListener(), createListener()];
    bus.listen(first.listener);
    bus.setFormat(format);
    for (const one of [frame(1), frame(2, { key: true }), frame(3, { kind: "audio", key: true }), frame(4)]) bus.push(one);
    bus.listen(second.listener, { fromKey: true });
    bus.listen(third.listener);
    bus.push(frame(5));
    bus.pause();
    bus.end();
    expect(first.heard).toEqual(["format", 1, 2, 3, 4, 5, "pause", "end"]);
    expect(second.heard).toEqual(["format", 2, 3, 4, 5, "pause", "end"]);
    expect(third.heard).toEqual(["format", 5, "pause", "end"]);
  });

  it("goes on for the others when a listener throws", () => {
    const reports: unknown[] = [];
    const bus = createStreamBus({ report: (error) => void reports.push(error) });
    const other = createListener();
    bus.listen({
      onFormat: () => undefined,
      onEnd: () => undefined,
      onFrame: () => {
        throw new Error("full disk");
      },
    });
    bus.listen(other.listener);
    bus.push(frame(1));
    bus.push(frame(2));
    expect(other.heard).toEqual([1, 2]);
    expect(reports).toHaveLength(1);
  });

  it("keeps no more than it may, and nothing of an older format", () => {
    const bus = createStreamBus({ report: () => undefined });
    bus.push(frame(0, { key: true }));
    for (let index = 1; index < 2_000; index += 1) bus.push(frame(index));
    const late = createListener();
    bus.listen(late.listener, { fromKey: true });
    expect(late.heard).toEqual([]);
    bus.push(frame(3_000, { key: true }));
    bus.setFormat(format);
    const later = createListener();
    bus.listen(later.listener, { fromKey: true });
    expect(later.heard).toEqual(["format"]);
  });

  it("says when somebody listens, and when nobody does any more", () => {
    const wanted: boolean[] = [];
    const bus = createStreamBus({ report: () => undefined, onWanted: (isWanted) => void wanted.push(isWanted) });
    const leave = [bus.listen(createListener().listener), bus.listen(createListener().listener)];
    for (const one of [...leave, ...leave]) one();
    bus.listen({
      onFormat: () => undefined,
      onEnd: () => undefined,
      onFrame: () => {
        throw new Error("full disk");
      },
    });
    bus.push(frame(1));
    expect(wanted).toEqual([true, false, true, false]);
  });
});
