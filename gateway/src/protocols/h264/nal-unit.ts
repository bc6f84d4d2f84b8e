/** Types of NAL units that somebody here has to tell apart (ITU-T H.264 table 7-1). */
export const nalType = { slice: 1, idr: 5, sei: 6, sps: 7, pps: 8, delimiter: 9, stapA: 24, fuA: 28 } as const;

/** Type of a NAL unit, or of the RTP payload that carries it (RFC 6184 §5.2). */
export const nalTypeOf = (unit: Uint8Array): number => (unit[0] ?? 0) & 0x1f;

const startCode = Uint8Array.of(0, 0, 0, 1);

/** NAL units one after the other, each behind a start code (H.264 annex B). */
export const annexB = (units: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(units.reduce((sum, unit) => sum + startCode.length + unit.length, 0));
  let offset = 0;
  for (const unit of units) {
    bytes.set(startCode, offset);
    bytes.set(unit, offset + startCode.length);
    offset += startCode.length + unit.length;
  }
  return bytes;
};

/** NAL units one after the other, each behind its length in four bytes (ISO/IEC 14496-15). */
export const lengthPrefixed = (units: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(units.reduce((sum, unit) => sum + 4 + unit.length, 0));
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const unit of units) {
    view.setUint32(offset, unit.length);
    bytes.set(unit, offset + 4);
    offset += 4 + unit.length;
  }
  return bytes;
};
