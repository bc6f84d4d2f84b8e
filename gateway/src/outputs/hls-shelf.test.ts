import { expect, it } from "vitest";
import type { MediaFrame, StreamFormat } from "../stream/media-frame.ts";
import { createStreamBus } from "../stream/stream-bus.ts";
import { createHlsOutput } from "./hls-output.ts";

const sps = Uint8Array.of(0x67, 66, 0, 31, 0xda, 0x02, 0x80, 0xf6, 0x80);
const format: StreamFormat = {
  video: { codec: "h264", width: 320, height: 180, sps, pps: Uint8Array.of(0x68) },
  audio: undefined,
};
const picture = (timeUs: number, key: boolean): MediaFrame => ({
  kind: "video",
  timeUs,
  key,
  parts: [Uint8Array.of(key ? 0x65 : 0x41, 1)],
});

it("what a playlist hints at is the part that comes next, wherever segments end", () => {
  const bus = createStreamBus({ report: () => undefined });
  const hls = createHlsOutput(bus, { partUs: 200_000, segmentUs: 1_000_000, keepUs: 60_000_000, zeroMs: 0, firstSequence: 7 });
  const hinted: string[] = [];
  const names = (): readonly string[] => hls.window.segments.flatMap(({ parts }) => parts.map(({ uri }) => uri));
  let known = 0;
  const look = (): void => {
    const all = names();
    if (all.length === known) return;
    // What is new was hinted at before it came; the end of a format may complete two parts at once.
    if (known > 0) expect(hinted.at(-1)).toBe(all[known]);
    known = all.length;
    const text = hls.playlist({ skip: false, query: "" }).toString();
    hinted.push(/PRELOAD-HINT:TYPE=PART,URI="([^"]+)"/.exec(text)?.[1] ?? "none");
    // A segment is whole in the same playlist that lists its last part.
    for (const segment of hls.window.segments) if (segment.isComplete) expect(text).toContain(`\n${segment.uri}\n`);
  };
  let timeUs = 0;
  // Key pictures at uneven distances, a pause, and another format.
  for (const [turn, keyEvery] of [30, 41, 7, 100].entries()) {
    bus.setFormat(format);
    look();
    for (let index = 0; index < 130; index += 1) {
      timeUs += 33_333;
      bus.push(picture(timeUs, index % keyEvery === 0));
      look();
    }
    if (turn === 1) bus.pause();
    look();
  }
  expect(known).toBeGreaterThan(80);
  expect(hinted).not.toContain("none");
  expect(hls.window.segments.length).toBeGreaterThan(8);
  bus.end();
  expect(hls.playlist({ skip: false, query: "" }).toString()).not.toContain("HINT");
});
