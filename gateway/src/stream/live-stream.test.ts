import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { opusSilence } from "../protocols/opus/opus-track.ts";
import { createLiveStream, type LiveStream } from "./live-stream.ts";
import type { MediaFrame } from "./media-frame.ts";

const voice = Uint8Array.of(0xf8, 1, 2, 3);
const packetUs = 20_000;
const tickUs = 50_000;
const hourUs = 3_600e6;

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
const streams: LiveStream[] = [];
afterEach(() => {
  for (const live of streams.splice(0)) live.end();
  vi.useRealTimers();
});

/** A stream of sound alone, on a clock that the test moves. */
const openRadio = () => {
  let nowUs = 0;
  let nextTickUs = tickUs;
  const told: number[] = [];
  const live = createLiveStream({
    encode: () => ({ write: () => undefined, close: () => undefined }),
    transcode: () => ({ write: () => undefined, close: () => undefined }),
    makeStill: async () => undefined,
    report: (error) => {
      throw error;
    },
    nowUs: () => nowUs,
    onLate: (lateUs) => void told.push(lateUs),
  });
  streams.push(live);
  const moveTo = (atUs: number): void => {
    for (; nextTickUs <= atUs; nextTickUs += tickUs) {
      nowUs = nextTickUs;
      vi.advanceTimersByTime(tickUs / 1_000);
    }
    nowUs = atUs;
  };
  const counts = { heard: 0, silent: 0, lastUs: -1, isGrowing: true };
  live.source.listen({
    onFormat: () => undefined,
    onFrame({ parts, timeUs }: MediaFrame) {
      if (parts[0] === opusSilence) counts.silent += 1;
      else counts.heard += 1;
      counts.isGrowing &&= timeUs > counts.lastUs;
      counts.lastUs = timeUs;
    },
    onEnd: () => undefined,
  });
  /** Publishes from where the clock is; the publisher's own runs wrong. Answers how many packets were sent. */
  const publish = (lengthUs: number, ppm: number): number => {
    const publication = live.begin({ video: false, audio: true });
    publication.onAudioFormat({ codec: "opus", sampleRate: 48_000, channels: 2, config: new Uint8Array() });
    const fromUs = nowUs;
    let sent = 0;
    for (; sent * packetUs < lengthUs; sent += 1) {
      moveTo(fromUs + sent * packetUs * (1 - ppm * 1e-6));
      publication.onFrame({ kind: "audio", timeUs: sent * packetUs, key: true, parts: [voice] });
    }
    return sent;
  };
  return { live, counts, told, moveTo, publish, now: () => nowUs };
};

describe("a publisher whose clock runs wrong", () => {
  for (const ppm of [-30, 30])
    it(`is heard for hours without a hole (${ppm} millionths)`, { timeout: 60_000 }, () => {
      const { counts, told, publish } = openRadio();
      const sent = publish(4 * hourUs, ppm);
      expect(counts).toMatchObject({ heard: sent, silent: 0, isGrowing: true });
      // After four hours it is 0.43 s away, and that is known.
      expect(Math.abs((told.at(-1) ?? 0) + 4 * 3_600 * ppm)).toBeLessThan(15_000);
    });

  it("falls silent as soon as others do, also hours ahead of us", { timeout: 60_000 }, () => {
    const { counts, publish, moveTo, now } = openRadio();
    publish(4 * hourUs, 30);
    moveTo(now() + 500_000);
    expect(counts.silent).toBeGreaterThan(5);
    expect(counts.isGrowing).toBe(true);
  });

  it("is followed by the next one in time, and not before what was heard already", () => {
    const { counts, publish } = openRadio();
    publish(hourUs / 20, 3_000);
    const before = counts.heard;
    const sent = publish(10e6, 0);
    expect(counts).toMatchObject({ heard: before + sent, isGrowing: true });
  });
});

it("lays no hours of silence for a publisher whose times are nonsense: it would hold up everybody", () => {
  const { live, counts, moveTo, now } = openRadio();
  const publication = live.begin({ video: false, audio: true });
  publication.onAudioFormat({ codec: "opus", sampleRate: 48_000, channels: 2, config: new Uint8Array() });
  const say = (timeUs: number): void => publication.onFrame({ kind: "audio", timeUs, key: true, parts: [voice] });
  say(0);
  for (let turn = 0; turn < 60; turn += 1) {
    moveTo(now() + 500_000);
    say(turn < 20 ? now() : now() + hourUs);
  }
  say(now());
  moveTo(now() + 2_000_000);
  expect(counts.silent).toBeLessThan(10_000);
});

it("moves with us whatever a publisher says of the time: what hardly moves would be kept for ever", () => {
  const { live, counts, moveTo, now } = openRadio();
  const publication = live.begin({ video: false, audio: true });
  publication.onAudioFormat({ codec: "opus", sampleRate: 48_000, channels: 2, config: new Uint8Array() });
  for (let turn = 0; turn < 4_000; turn += 1) {
    moveTo(now() + 100_000);
    publication.onFrame({ kind: "audio", timeUs: turn * 1_000, key: true, parts: [voice] });
  }
  expect(counts.isGrowing).toBe(true);
  expect(now() - counts.lastUs).toBeLessThan(90e6);
});
