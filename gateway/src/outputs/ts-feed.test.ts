import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createStreamBus } from "../stream/stream-bus.ts";
import type { MediaFrame, StreamFormat } from "../stream/media-frame.ts";
import { feedTs } from "./ts-feed.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const sets = { sps: Uint8Array.of(0x67, 1), pps: Uint8Array.of(0x68, 1) };
const format: StreamFormat = { video: { codec: "h264", width: 2, height: 2, ...sets }, audio: undefined };
const picture = (timeUs: number, key: boolean): MediaFrame => ({ kind: "video", timeUs, key, parts: [Uint8Array.of(key ? 0x65 : 0x41)] });

/** Packets that begin a picture. */
const picturesIn = async (chunks: readonly Uint8Array[]): Promise<number> => {
  await Promise.resolve();
  const bytes = Buffer.concat(chunks);
  return Array.from({ length: bytes.length / 188 }, (_, index) => bytes.readUInt16BE(index * 188 + 1)).filter((head) => head === 0x4100)
    .length;
};

const open = () => {
  const asked = { count: 0 };
  const bus = createStreamBus({ report: () => undefined, requestKey: () => void (asked.count += 1) });
  // It has been on for ten seconds.
  const nowUs = () => 10_000_000;
  bus.setFormat(format);
  const chunks: Uint8Array[] = [];
  const begin = () => feedTs(bus, { nowUs, write: (bytes) => void chunks.push(bytes), onEnd: () => undefined });
  return { bus, asked, chunks, begin };
};

it("a reader begins with a key picture that is made for it", async () => {
  const { bus, asked, chunks, begin } = open();
  bus.push(picture(8_500_000, true));
  begin();
  bus.push(picture(9_990_000, false));
  expect([asked.count, await picturesIn(chunks)]).toEqual([1, 0]);
  bus.push(picture(10_000_000, true));
  bus.push(picture(10_030_000, false));
  expect(await picturesIn(chunks)).toBe(2);
});

it("a reader begins with the last key picture when no new one comes", async () => {
  const { bus, chunks, begin } = open();
  bus.push(picture(8_500_000, true));
  bus.push(picture(8_530_000, false));
  begin();
  vi.advanceTimersByTime(299);
  expect(await picturesIn(chunks)).toBe(0);
  vi.advanceTimersByTime(1);
  expect(await picturesIn(chunks)).toBe(2);
  bus.push(picture(10_000_000, false));
  expect(await picturesIn(chunks)).toBe(3);
});

it("a reader begins at once with a key picture that was made just now", async () => {
  const { bus, asked, chunks, begin } = open();
  bus.push(picture(9_900_000, true));
  bus.push(picture(9_930_000, false));
  begin();
  expect([asked.count, await picturesIn(chunks)]).toEqual([0, 2]);
});

it("a reader that left hears nothing more", async () => {
  const { bus, chunks, begin } = open();
  begin()();
  bus.push(picture(10_000_000, true));
  vi.advanceTimersByTime(600);
  expect(await picturesIn(chunks)).toBe(0);
});
