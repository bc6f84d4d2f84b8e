/** PIDs of ours. */
export const pid = { pat: 0, pmt: 0x1000, video: 0x100, audio: 0x101 } as const;

/** Stream types (ISO/IEC 13818-1 table 2-34). */
const streamType = { h264: 0x1b, aac: 0x0f } as const;

/** CRC-32 of MPEG-2 systems (ISO/IEC 13818-1 annex A). */
const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1;
  }
  return crc >>> 0;
};

/** A section behind its pointer, ready to be a payload. */
const section = (tableId: number, content: readonly number[], version = 0): Uint8Array => {
  const length = content.length + 9;
  const head = [tableId, 0xb0 | (length >> 8), length & 255, 0, 1, 0xc1 | (version << 1), 0, 0];
  const body = Uint8Array.from([...head, ...content]);
  const crc = crc32(body);
  return Uint8Array.from([0, ...body, crc >>> 24, (crc >> 16) & 255, (crc >> 8) & 255, crc & 255]);
};

const pidBytes = (value: number): readonly number[] => [0xe0 | (value >> 8), value & 255];

/** Program association table: one program. */
export const programAssociation = (): Uint8Array => section(0, [0, 1, ...pidBytes(pid.pmt)]);

/** Program map table: H.264, AAC, or both; another version whenever that changes. */
export const programMap = ({ video, audio }: { readonly video: boolean; readonly audio: boolean }, version: number): Uint8Array => {
  const streams = [
    ...pidBytes(video ? pid.video : pid.audio),
    0xf0,
    0,
    ...(video ? [streamType.h264, ...pidBytes(pid.video), 0xf0, 0] : []),
    ...(audio ? [streamType.aac, ...pidBytes(pid.audio), 0xf0, 0] : []),
  ];
  return section(2, streams, version);
};
