import type { MediaFrame } from "../../stream/media-frame.ts";
import { lengthPrefixed } from "../h264/nal-unit.ts";
import { box, fullBox, u32, u64 } from "./box.ts";
import { timescale, trackId } from "./init-segment.ts";

/** A frame and how long it lasts, in microseconds: until the next of its kind. */
export interface TimedFrame {
  readonly frame: MediaFrame;
  readonly durationUs: number;
}

/** Frames of one part, in the order of their times. */
export interface PartContent {
  readonly video: readonly TimedFrame[];
  readonly audio: readonly TimedFrame[];
}

type Kind = "video" | "audio";

const ticks = (us: number, kind: Kind): number => Math.round((us * timescale[kind]) / 1_000_000);

const keySample = 0x0200_0000;
const otherSample = 0x0101_0000;

interface Run {
  readonly kind: Kind;
  readonly samples: readonly Uint8Array[];
  readonly frames: readonly TimedFrame[];
}

const runOf = (kind: Kind, frames: readonly TimedFrame[], isH264: boolean): Run => ({
  kind,
  frames,
  samples: frames.map(({ frame: { parts } }) => {
    const [only] = parts;
    return kind === "video" && isH264 ? lengthPrefixed(parts) : (only ?? new Uint8Array());
  }),
});

const fragment = ({ kind, frames, samples }: Run, dataOffset: number): Uint8Array => {
  const startTicks = ticks(frames[0]?.frame.timeUs ?? 0, kind);
  const table = frames.flatMap(({ frame, durationUs }, index) => {
    // From the rounded ends, so that rounding never adds up.
    const duration = ticks(frame.timeUs + durationUs, kind) - ticks(frame.timeUs, kind);
    return [...u32(duration), ...u32(samples[index]?.length ?? 0), ...u32(frame.key ? keySample : otherSample)];
  });
  return box(
    "traf",
    fullBox("tfhd", { flags: 0x2_0000 }, u32(trackId[kind])),
    fullBox("tfdt", { version: 1 }, u64(startTicks)),
    fullBox("trun", { flags: 0x701 }, u32(frames.length), u32(dataOffset), table),
  );
};

const sizeOf = (samples: readonly Uint8Array[]): number => samples.reduce((sum, { length }) => sum + length, 0);

/**
 * A media segment of one movie fragment (ISO/IEC 14496-12 §8.16.3, a CMAF chunk). Parts one after the
 * other behind an initialization segment are a file. Undefined when there is nothing in it.
 */
export const mediaPart = (sequence: number, { video, audio }: PartContent): Uint8Array<ArrayBuffer> | undefined => {
  const runs = [runOf("video", video, true), runOf("audio", audio, false)].filter(({ frames }) => frames.length > 0);
  if (runs.length === 0) return undefined;
  const header = (offsets: readonly number[]): Uint8Array =>
    box("moof", fullBox("mfhd", {}, u32(sequence)), ...runs.map((run, index) => fragment(run, offsets[index] ?? 0)));
  const { length } = header([]);
  let at = length + 8;
  const offsets = runs.map(({ samples }) => (at += sizeOf(samples)) - sizeOf(samples));
  const bytes = new Uint8Array(at);
  bytes.set(header(offsets));
  bytes.set(box("mdat"), length);
  new DataView(bytes.buffer).setUint32(length, at - length);
  let offset = length + 8;
  for (const sample of runs.flatMap(({ samples }) => samples)) {
    bytes.set(sample, offset);
    offset += sample.length;
  }
  return bytes;
};
