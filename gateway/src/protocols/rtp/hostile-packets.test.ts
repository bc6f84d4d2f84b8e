import fc from "fast-check";
import { expect, it } from "vitest";
import type { MediaFrame } from "../../stream/media-frame.ts";
import { createH264Track } from "../h264/h264-track.ts";
import { createOpusTrack } from "../opus/opus-track.ts";
import { createStreamClock } from "./stream-clock.ts";
import { createTrackIntake } from "./track-intake.ts";

const seed = 20_260_902;
const times = 10_000;

const bits = (count: number) => fc.integer({ min: 0, max: 2 ** count - 1 });
/** What comes after the header, with the beginnings that mean something in H.264 (RFC 6184 §5.4). */
const payload = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  ...[0x67, 0x68, 0x65, 0x78, 0x7c, 0x7d, 0x1c, 0x18].map((first) =>
    fc.uint8Array({ maxLength: 64 }).map((rest) => Uint8Array.of(first, ...rest)),
  ),
);
const packet = fc.record({ sequence: bits(16), timestamp: bits(32), marker: fc.boolean(), payload });

it.each(["video", "audio"] as const)(`${times} packets of anything leave %s with frames in order and no exception`, (kind) => {
  const frames: MediaFrame[] = [];
  const intake = createTrackIntake({
    kind,
    clock: createStreamClock().track(kind === "video" ? 90_000 : 48_000),
    depacketizer: kind === "video" ? createH264Track(() => undefined) : createOpusTrack(),
    onFrame: (frame) => frames.push(frame),
  });
  fc.sample(packet, { seed, numRuns: times }).forEach((one, index) => {
    // Every other packet follows the one before, so that more than the reordering is met.
    intake.push(index % 2 === 0 ? { ...one, sequence: index % 65_536 } : one, index * 1_000);
    intake.tick(index * 1_000);
  });
  const out = frames.map(({ timeUs }) => timeUs);
  expect(out).toEqual(out.toSorted((one, other) => one - other));
  expect(frames.every(({ parts }) => parts.length > 0)).toBe(true);
});
