import type { VideoFormat } from "../../stream/media-frame.ts";
import { joined } from "../joined.ts";
import { createPictureAssembler, type PicturePiece } from "../rtp/picture-assembler.ts";
import type { Depacketizer } from "../rtp/track-intake.ts";

/** Bytes of the payload descriptor (RFC 7741 §4.2). */
const descriptorBytes = (payload: Uint8Array): number => {
  const [first = 0, extension = 0, picture = 0] = payload;
  if ((first & 0x80) === 0) return 1;
  const pictureId = (extension & 0x80) === 0 ? 0 : (picture & 0x80) === 0 ? 1 : 2;
  return 2 + pictureId + ((extension & 0x40) === 0 ? 0 : 1) + ((extension & 0x30) === 0 ? 0 : 1);
};

const read = (payload: Uint8Array): PicturePiece | undefined => {
  const [first = 0] = payload;
  const body = payload.subarray(descriptorBytes(payload));
  if (body.length === 0) return undefined;
  return { body, isStart: (first & 0x10) !== 0 && (first & 0x07) === 0 };
};

/** Size of a key picture (RFC 6386 §9.1); undefined for any other. */
const readSize = (picture: Uint8Array): { readonly width: number; readonly height: number } | undefined => {
  if (picture.length < 10 || ((picture[0] ?? 1) & 1) !== 0 || picture[3] !== 0x9d || picture[4] !== 0x01 || picture[5] !== 0x2a)
    return undefined;
  const view = new DataView(picture.buffer, picture.byteOffset);
  const [width, height] = [view.getUint16(6, true) & 0x3fff, view.getUint16(8, true) & 0x3fff];
  return width > 0 && height > 0 ? { width, height } : undefined;
};

/** VP8 from RTP (RFC 7741), with the format that its key pictures tell. */
export const createVp8Track = (onFormat: (format: VideoFormat) => void): Depacketizer => {
  let told = "";
  return createPictureAssembler({
    read,
    finish(pieces) {
      const picture = joined(pieces);
      const size = readSize(picture);
      if (size !== undefined && told !== `${size.width}x${size.height}`) {
        told = `${size.width}x${size.height}`;
        onFormat({ codec: "vp8", ...size });
      }
      return { bytes: picture, key: size !== undefined };
    },
  });
};
