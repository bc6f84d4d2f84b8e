import { describe, expect, it } from "vitest";
import { createFormatGate } from "./format-gate.ts";
import type { PublishedKinds } from "./live-stream.ts";
import type { AudioFormat, MediaFrame, VideoFormat } from "./media-frame.ts";
import { createStreamBus } from "./stream-bus.ts";

const video: VideoFormat = { codec: "h264", width: 640, height: 360, sps: new Uint8Array([1]), pps: new Uint8Array([2]) };
const audio: AudioFormat = { codec: "opus", sampleRate: 48_000, channels: 2, config: new Uint8Array() };
const frame = (kind: MediaFrame["kind"], ms: number): MediaFrame => ({ kind, timeUs: ms * 1_000, key: true, parts: [new Uint8Array(1)] });

const open = (kinds: PublishedKinds) => {
  const bus = createStreamBus({ report: (error) => expect(error).toBeUndefined() });
  const out: string[] = [];
  bus.listen({
    onFormat: (format) =>
      out.push(
        Object.entries(format)
          .flatMap(([kind, one]) => (one === undefined ? [] : [kind]))
          .join("+"),
      ),
    onFrame: ({ kind, timeUs }) => out.push(`${kind} ${String(timeUs / 1_000)}`),
    onEnd: () => undefined,
  });
  return { gate: createFormatGate(bus, kinds, { fromPicture: true }), out };
};

describe("a stream of pictures and sound", () => {
  it("begins with a picture, though sound came before it and all was known", () => {
    const { gate, out } = open({ video: true, audio: true });
    gate.setVideo(video);
    gate.setAudio(audio);
    for (const ms of [0, 500, 980]) gate.push(frame("audio", ms));
    expect(out).toEqual([]);
    gate.push(frame("video", 970));
    gate.push(frame("audio", 1_000));
    expect(out).toEqual(["video+audio", "video 970", "audio 980", "audio 1000"]);
  });

  it("begins with a picture that came before it was known what pictures are made of", () => {
    const { gate, out } = open({ video: true, audio: true });
    gate.setAudio(audio);
    gate.push(frame("audio", 0));
    gate.push(frame("video", 100));
    gate.push(frame("audio", 120));
    gate.setVideo(video);
    expect(out).toEqual(["video+audio", "video 100", "audio 120"]);
  });

  it("has its sound after three seconds where no picture comes, and pictures once they do", () => {
    const { gate, out } = open({ video: true, audio: true });
    gate.setAudio(audio);
    for (const ms of [0, 1_500, 3_020]) gate.push(frame("audio", ms));
    expect(out).toEqual(["audio", "audio 0", "audio 1500", "audio 3020"]);
    gate.setVideo(video);
    gate.push(frame("video", 4_000));
    expect(out.slice(4)).toEqual(["video+audio", "video 4000"]);
  });
});

it("a stream of sound alone waits for no picture", () => {
  const { gate, out } = open({ video: false, audio: true });
  gate.setAudio(audio);
  gate.push(frame("audio", 0));
  expect(out).toEqual(["audio", "audio 0"]);
});
