import type { VideoFormat } from "../../stream/media-frame.ts";
import { createBitReader } from "../bit-reader.ts";
import { joined } from "../joined.ts";
import { createPictureAssembler, type PicturePiece } from "../rtp/picture-assembler.ts";
import type { Depacketizer } from "../rtp/track-intake.ts";

/** Types of OBUs that somebody here has to tell apart (AV1 §6.2.2). */
const obuType = { sequenceHeader: 1, temporalDelimiter: 2, tileList: 8 } as const;

interface Leb {
  readonly value: number;
  readonly bytes: number;
}

/** leb128() (AV1 §4.10.5), of at most four bytes; undefined when it is longer or cut off. */
const readLeb = (bytes: Uint8Array, at: number): Leb | undefined => {
  let value = 0;
  for (let index = 0; index < 4; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    value |= (byte & 0x7f) << (index * 7);
    if ((byte & 0x80) === 0) return { value, bytes: index + 1 };
  }
  return undefined;
};

const writeLeb = (value: number): readonly number[] => {
  const out: number[] = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 128) return [...out, left];
    out.push((left & 0x7f) | 0x80);
  }
};

/** The OBU elements of one payload behind its aggregation header (AV1 RTP §4.3); undefined when it is none. */
const readElements = (payload: Uint8Array): readonly Uint8Array[] | undefined => {
  const count = ((payload[0] ?? 0) >> 4) & 3;
  const elements: Uint8Array[] = [];
  for (let at = 1; at < payload.length;) {
    const isLast = count > 0 && elements.length === count - 1;
    const length = isLast ? { value: payload.length - at, bytes: 0 } : readLeb(payload, at);
    if (length === undefined || at + length.bytes + length.value > payload.length) return undefined;
    elements.push(payload.subarray(at + length.bytes, at + length.bytes + length.value));
    at += length.bytes + length.value;
  }
  return elements;
};

const read = (payload: Uint8Array): PicturePiece | undefined => {
  const [header = 0] = payload;
  // The header goes along: it says which elements belong together.
  return payload.length < 2 ? undefined : { body: payload, isStart: (header & 0x80) === 0 };
};

/** Elements of all payloads, with those joined that were cut; undefined when the cuts do not fit. */
const joinElements = (payloads: readonly Uint8Array[]): readonly Uint8Array[] | undefined => {
  const obus: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  for (const payload of payloads) {
    const [header = 0] = payload;
    const elements = readElements(payload);
    const continues = (header & 0x80) !== 0;
    if (elements === undefined || elements.length === 0 || continues !== open.length > 0) return undefined;
    for (const [index, element] of elements.entries()) {
      open.push(element);
      if (index === elements.length - 1 && (header & 0x40) !== 0) continue;
      obus.push(joined(open));
      open = [];
    }
  }
  return open.length > 0 ? undefined : obus;
};

/** An OBU that says how long it is, as files want it; undefined for those that do not travel (AV1 RTP §5). */
const withSize = (obu: Uint8Array): Uint8Array | undefined => {
  const [header = 0] = obu;
  const type = (header >> 3) & 15;
  if (type === obuType.temporalDelimiter || type === obuType.tileList) return undefined;
  if ((header & 0x02) !== 0) return obu;
  const headBytes = (header & 0x04) === 0 ? 1 : 2;
  const body = obu.subarray(headBytes);
  return joined([[header | 0x02], obu.subarray(1, headBytes), writeLeb(body.length), body]);
};

/** Size in a sequence header without timing information (AV1 §5.5.1), as live encoders write it. */
const readSize = (obu: Uint8Array): { readonly width: number; readonly height: number } | undefined => {
  const [header = 0] = obu;
  const at = (header & 0x04) === 0 ? 1 : 2;
  const length = (header & 0x02) === 0 ? { bytes: 0 } : readLeb(obu, at);
  if (length === undefined) return undefined;
  const reader = createBitReader(obu.subarray(at + length.bytes));
  reader.bits(4);
  if (reader.bit() === 1) reader.bits(5);
  else {
    if (reader.bit() === 1) return undefined;
    const hasDelay = reader.bit() === 1;
    const points = reader.bits(5) + 1;
    for (let index = 0; index < points; index += 1) {
      reader.bits(12);
      if (reader.bits(5) > 7) reader.bit();
      if (hasDelay && reader.bit() === 1) reader.bits(4);
    }
  }
  const [widthBits, heightBits] = [reader.bits(4) + 1, reader.bits(4) + 1];
  const size = { width: reader.bits(widthBits) + 1, height: reader.bits(heightBits) + 1 };
  return reader.isOver() ? undefined : size;
};

/** AV1 from RTP (AV1 RTP specification 1.0), with the format that its sequence headers tell. */
export const createAv1Track = (onFormat: (format: VideoFormat) => void): Depacketizer => {
  let told = "";
  return createPictureAssembler({
    read,
    finish(pieces) {
      const obus = joinElements(pieces)?.flatMap((obu) => withSize(obu) ?? []);
      if (obus === undefined || obus.length === 0) return undefined;
      const sequence = obus.find((obu) => (((obu[0] ?? 0) >> 3) & 15) === obuType.sequenceHeader);
      const size = sequence === undefined ? undefined : readSize(sequence);
      if (size !== undefined && told !== `${size.width}x${size.height}`) {
        told = `${size.width}x${size.height}`;
        onFormat({ codec: "av1", ...size });
      }
      // Live encoders repeat the header with each key picture, and there alone.
      return { bytes: joined(obus), key: size !== undefined };
    },
  });
};
