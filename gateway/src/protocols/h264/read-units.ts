import { nalType, nalTypeOf } from "./nal-unit.ts";

/** Parameter sets of a stream. */
export interface ParameterSets {
  readonly sps: Uint8Array;
  readonly pps: Uint8Array;
}

/** NAL units of a picture as files keep it, each behind its length (ISO/IEC 14496-15); undefined when they do not fit. */
export const readLengthPrefixed = (bytes: Uint8Array): readonly Uint8Array[] | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 4 > bytes.length) return undefined;
    const length = view.getUint32(at);
    if (length === 0 || at + 4 + length > bytes.length) return undefined;
    units.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return units;
};

/** NAL units between start codes (H.264 annex B). */
export const readAnnexB = (bytes: Uint8Array): readonly Uint8Array[] => {
  const starts: number[] = [];
  for (let at = 0; at + 3 <= bytes.length; at += 1)
    if (bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 1) {
      starts.push(at + 3);
      at += 2;
    }
  return starts.map((start, index) => {
    const next = starts[index + 1];
    if (next === undefined) return bytes.subarray(start);
    let end = next - 3;
    // The zero of a longer start code; a unit never ends with one.
    while (end > start && bytes[end - 1] === 0) end -= 1;
    return bytes.subarray(start, end);
  });
};

/** The first parameter sets of an AVCDecoderConfigurationRecord; undefined when there are none. */
export const readAvcConfiguration = (record: Uint8Array): ParameterSets | undefined => {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  if (record.length < 8 || record[0] !== 1) return undefined;
  const spsLength = view.getUint16(6);
  const ppsAt = 8 + spsLength;
  if (ppsAt + 3 > record.length) return undefined;
  const ppsLength = view.getUint16(ppsAt + 1);
  if (ppsAt + 3 + ppsLength > record.length) return undefined;
  return { sps: record.slice(8, ppsAt), pps: record.slice(ppsAt + 3, ppsAt + 3 + ppsLength) };
};

/** What a picture's units say: those to show, and the parameter sets among them. */
export const sortUnits = (units: readonly Uint8Array[]) => ({
  key: units.some((unit) => nalTypeOf(unit) === nalType.idr),
  sps: units.findLast((unit) => nalTypeOf(unit) === nalType.sps),
  pps: units.findLast((unit) => nalTypeOf(unit) === nalType.pps),
  units: units.filter((unit) => nalTypeOf(unit) > 0 && nalTypeOf(unit) <= nalType.sei),
});
