import type { VideoFormat } from "../../stream/media-frame.ts";
import { nalType } from "./nal-unit.ts";

/** Units that travel together in one packet (RFC 6184 §5.7.1). */
const aggregate = (units: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(units.reduce((sum, { length }) => sum + 2 + length, 1));
  const view = new DataView(bytes.buffer);
  bytes[0] = 0x60 | nalType.stapA;
  let at = 1;
  for (const unit of units) {
    view.setUint16(at, unit.length);
    bytes.set(unit, at + 2);
    at += 2 + unit.length;
  }
  return bytes;
};

/** A unit in pieces (RFC 6184 §5.8). */
const fragment = (unit: Uint8Array, mostBytes: number): readonly Uint8Array[] => {
  const [head = 0] = unit;
  const room = mostBytes - 2;
  const count = Math.ceil((unit.length - 1) / room);
  return Array.from({ length: count }, (_, index) => {
    const piece = unit.subarray(1 + index * room, 1 + (index + 1) * room);
    const bytes = new Uint8Array(2 + piece.length);
    bytes[0] = (head & 0xe0) | nalType.fuA;
    bytes[1] = (index === 0 ? 0x80 : 0) | (index === count - 1 ? 0x40 : 0) | (head & 0x1f);
    bytes.set(piece, 2);
    return bytes;
  });
};

/**
 * RTP payloads of one picture (RFC 6184, packetization mode 1); the last carries the marker. Key
 * pictures have their parameter sets ahead of them, so that whoever joins can begin there.
 */
export const packetizeH264 = (
  units: readonly Uint8Array[],
  format: VideoFormat,
  { key, mostBytes }: { readonly key: boolean; readonly mostBytes: number },
): readonly Uint8Array[] => [
  ...(key && format.codec === "h264" ? [aggregate([format.sps, format.pps])] : []),
  ...units.flatMap((unit) => (unit.length <= mostBytes ? [unit] : fragment(unit, mostBytes))),
];
