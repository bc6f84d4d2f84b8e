import { createBitReader, type BitReader } from "../bit-reader.ts";

/** What is read from a sequence parameter set. */
export interface SpsFacts {
  readonly profile: number;
  readonly constraints: number;
  readonly level: number;
  /** Size of the picture in pixels, after cropping. */
  readonly width: number;
  readonly height: number;
}

/** Bytes of a NAL unit without its emulation prevention (H.264 §7.4.1). */
const withoutEmulation = (unit: Uint8Array): Uint8Array => {
  const bytes: number[] = [];
  for (let index = 0, zeros = 0; index < unit.length; index += 1) {
    const byte = unit[index] ?? 0;
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
};

const profilesWithChroma = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

const skipScalingList = (reader: BitReader, size: number): void => {
  let last = 8;
  let next = 8;
  for (let index = 0; index < size; index += 1) {
    if (next !== 0) next = (last + reader.signed() + 256) % 256;
    last = next === 0 ? last : next;
  }
};

/** Answers chroma_format_idc. */
const readChroma = (reader: BitReader): number => {
  const chroma = reader.unsigned();
  if (chroma === 3) reader.bit();
  reader.unsigned();
  reader.unsigned();
  reader.bit();
  if (reader.bit() === 1)
    for (let index = 0; index < (chroma === 3 ? 12 : 8); index += 1) if (reader.bit() === 1) skipScalingList(reader, index < 6 ? 16 : 64);
  return chroma;
};

const skipPictureOrder = (reader: BitReader): void => {
  const type = reader.unsigned();
  if (type === 0) reader.unsigned();
  if (type !== 1) return;
  reader.bit();
  reader.signed();
  reader.signed();
  const count = Math.min(reader.unsigned(), 255);
  for (let index = 0; index < count; index += 1) reader.signed();
};

/** Reads a sequence parameter set (H.264 §7.3.2.1.1); undefined for what is none. */
export const readSps = (unit: Uint8Array): SpsFacts | undefined => {
  const bytes = withoutEmulation(unit);
  const [head = 0, profile = 0, constraints = 0, level = 0] = bytes;
  if ((head & 0x1f) !== 7 || bytes.length < 5) return undefined;
  const reader = createBitReader(bytes.subarray(4));
  reader.unsigned();
  const chroma = profilesWithChroma.has(profile) ? readChroma(reader) : 1;
  reader.unsigned();
  skipPictureOrder(reader);
  reader.unsigned();
  reader.bit();
  const columns = reader.unsigned() + 1;
  const rows = reader.unsigned() + 1;
  const frames = reader.bit();
  if (frames === 0) reader.bit();
  reader.bit();
  const crop = reader.bit() === 1 ? [reader.unsigned(), reader.unsigned(), reader.unsigned(), reader.unsigned()] : [0, 0, 0, 0];
  const [left = 0, right = 0, top = 0, bottom = 0] = crop;
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = (chroma === 1 ? 2 : 1) * (2 - frames);
  const width = columns * 16 - unitX * (left + right);
  const height = rows * 16 * (2 - frames) - unitY * (top + bottom);
  if (reader.isOver() || width < 1 || height < 1 || width > 16_384 || height > 16_384) return undefined;
  return { profile, constraints, level, width, height };
};
