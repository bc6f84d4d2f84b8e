import type { Depacketizer, OrderedPacket } from "./track-intake.ts";

/** One payload as its codec reads it. */
export interface PicturePiece {
  readonly body: Uint8Array;
  /** The picture begins with it. */
  readonly isStart: boolean;
}

/** A picture as files and decoders want it. */
export interface WholePicture {
  readonly bytes: Uint8Array;
  /** As the picture itself says: not every sender's packets tell. */
  readonly key: boolean;
}

/** How a codec reads its payloads, and what it makes of a whole picture. */
export interface PictureCodec {
  /** Undefined for what is none. */
  read(payload: Uint8Array): PicturePiece | undefined;
  /** Undefined when it cannot be used. */
  finish(pieces: readonly Uint8Array[]): WholePicture | undefined;
}

const largestPicture = 4 * 1024 * 1024;

interface Picture {
  readonly timestamp: number;
  readonly pieces: Uint8Array[];
  isBroken: boolean;
  bytes: number;
}

const add = (picture: Picture, piece: PicturePiece | undefined): void => {
  // Only the first piece starts a picture; layers that follow it belong to it.
  if (piece === undefined || (picture.pieces.length === 0 && !piece.isStart)) {
    picture.isBroken = true;
    return;
  }
  picture.pieces.push(piece.body);
  picture.bytes += piece.body.length;
  if (picture.bytes > largestPicture) picture.isBroken = true;
};

/** Makes the depacketizer of a codec whose pictures are its payloads joined. After a loss it waits for a key picture. */
export const createPictureAssembler = (codec: PictureCodec): Depacketizer => {
  let picture: Picture | undefined;
  let needsKey = true;
  const complete = (): ReturnType<Depacketizer["push"]> => {
    const done = picture;
    picture = undefined;
    if (done === undefined) return [];
    const whole = done.isBroken ? undefined : codec.finish(done.pieces);
    if (whole === undefined) {
      needsKey = true;
      return [];
    }
    if (whole.key) needsKey = false;
    return needsKey ? [] : [{ timestamp: done.timestamp, key: whole.key, parts: [whole.bytes] }];
  };
  return {
    get needsKey() {
      return needsKey;
    },
    push({ payload, timestamp, marker, lost }: OrderedPacket) {
      if (lost > 0) {
        if (picture !== undefined) picture.isBroken = true;
        needsKey = true;
      }
      const out = picture !== undefined && picture.timestamp !== timestamp ? [...complete()] : [];
      if (payload.length > 0) {
        picture ??= { timestamp, pieces: [], isBroken: false, bytes: 0 };
        add(picture, codec.read(payload));
      }
      if (marker) out.push(...complete());
      return out;
    },
  };
};
