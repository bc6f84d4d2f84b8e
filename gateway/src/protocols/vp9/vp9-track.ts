import type { VideoFormat } from "../../stream/media-frame.ts";
import { createBitReader } from "../bit-reader.ts";
import { joined } from "../joined.ts";
import { createPictureAssembler, type PicturePiece } from "../rtp/picture-assembler.ts";
import type { Depacketizer } from "../rtp/track-intake.ts";

const flag = { pictureId: 0x80, inter: 0x40, layers: 0x20, flexible: 0x10, begin: 0x08, structure: 0x02 } as const;

/** Bytes of the scalability structure at `at` (RFC 9628 §4.2.1). */
const structureBytes = (payload: Uint8Array, at: number): number => {
  const head = payload[at] ?? 0;
  const layers = (head >> 5) + 1;
  let bytes = 1 + ((head & 0x10) === 0 ? 0 : layers * 4);
  if ((head & 0x08) === 0) return bytes;
  const groups = payload[at + bytes] ?? 0;
  bytes += 1;
  for (let index = 0; index < groups; index += 1) bytes += 1 + (((payload[at + bytes] ?? 0) >> 2) & 3);
  return bytes;
};

/** Bytes of the payload descriptor (RFC 9628 §4.2). */
const descriptorBytes = (payload: Uint8Array): number => {
  const [first = 0] = payload;
  let at = 1;
  if ((first & flag.pictureId) !== 0) at += ((payload[at] ?? 0) & 0x80) === 0 ? 1 : 2;
  if ((first & flag.layers) !== 0) at += (first & flag.flexible) === 0 ? 2 : 1;
  if ((first & flag.flexible) !== 0 && (first & flag.inter) !== 0)
    for (let left = 3; left > 0; left -= 1) {
      at += 1;
      if (((payload[at - 1] ?? 0) & 1) === 0) break;
    }
  if ((first & flag.structure) !== 0) at += structureBytes(payload, at);
  return at;
};

const read = (payload: Uint8Array): PicturePiece | undefined => {
  const [first = 0] = payload;
  const body = payload.subarray(descriptorBytes(payload));
  if (body.length === 0) return undefined;
  return { body, isStart: (first & flag.begin) !== 0 };
};

/** Size of a key picture of profile 0 (VP9 bitstream §6.2); undefined for what is none. */
const readSize = (picture: Uint8Array): { readonly width: number; readonly height: number } | undefined => {
  const reader = createBitReader(picture);
  const [marker, profile, showsAnother, isInter] = [reader.bits(2), reader.bits(2), reader.bit(), reader.bit()];
  if (marker !== 2 || profile !== 0 || showsAnother === 1 || isInter === 1) return undefined;
  reader.bits(2);
  if (reader.bits(24) !== 0x498342) return undefined;
  // Of RGB there is none in this profile; what is not RGB says its range.
  if (reader.bits(3) === 7) return undefined;
  reader.bit();
  const size = { width: reader.bits(16) + 1, height: reader.bits(16) + 1 };
  return reader.isOver() ? undefined : size;
};

/** VP9 from RTP (RFC 9628), with the format that its key pictures tell. */
export const createVp9Track = (onFormat: (format: VideoFormat) => void): Depacketizer => {
  let told = "";
  return createPictureAssembler({
    read,
    finish(pieces) {
      const picture = joined(pieces);
      const size = readSize(picture);
      if (size !== undefined && told !== `${size.width}x${size.height}`) {
        told = `${size.width}x${size.height}`;
        onFormat({ codec: "vp9", ...size });
      }
      return { bytes: picture, key: size !== undefined };
    },
  });
};
