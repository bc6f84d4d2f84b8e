import { nalType, nalTypeOf } from "./nal-unit.ts";

/** One RTP packet of H.264 (RFC 6184), in its order. */
export interface H264Packet {
  readonly payload: Uint8Array;
  readonly timestamp: number;
  readonly marker: boolean;
  /** Packets before it that never came. */
  readonly lost: number;
}

/** All NAL units of one picture, without parameter sets, delimiters and padding. */
export interface AccessUnit {
  readonly timestamp: number;
  readonly key: boolean;
  readonly units: readonly Uint8Array[];
  /** Parameter sets that came with it. */
  readonly sps: Uint8Array | undefined;
  readonly pps: Uint8Array | undefined;
}

/** Puts pictures together from packets. */
export interface H264Depacketizer {
  /** Takes a packet in its order; answers the pictures that are whole now. */
  push(packet: H264Packet): readonly AccessUnit[];
  /** Something was lost: no picture comes out before the next key picture. */
  readonly needsKey: boolean;
}

const largestPicture = 4 * 1024 * 1024;

const readAggregate = (payload: Uint8Array): readonly Uint8Array[] | undefined => {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const units: Uint8Array[] = [];
  for (let offset = 1; offset < payload.length;) {
    if (offset + 2 > payload.length) return undefined;
    const length = view.getUint16(offset);
    if (length === 0 || offset + 2 + length > payload.length) return undefined;
    units.push(payload.subarray(offset + 2, offset + 2 + length));
    offset += 2 + length;
  }
  return units;
};

const join = (pieces: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
};

/** A picture that is being put together. */
interface Picture {
  readonly timestamp: number;
  units: Uint8Array[];
  fragments: Uint8Array[] | undefined;
  size: number;
  isBroken: boolean;
}

const addPayload = (picture: Picture, payload: Uint8Array): void => {
  picture.size += payload.length;
  if (picture.size > largestPicture) picture.isBroken = true;
  if (picture.isBroken) return;
  const type = nalTypeOf(payload);
  if (type === nalType.fuA) return addFragment(picture, payload);
  if (picture.fragments !== undefined) picture.isBroken = true;
  else if (type === nalType.stapA) {
    const units = readAggregate(payload);
    if (units === undefined) picture.isBroken = true;
    else picture.units.push(...units);
  } else if (type > 0 && type < nalType.stapA) picture.units.push(payload);
  else picture.isBroken = true;
};

const addFragment = (picture: Picture, payload: Uint8Array): void => {
  const [indicator = 0, header = 0] = payload;
  const isStart = (header & 0x80) !== 0;
  if (payload.length < 3 || isStart !== (picture.fragments === undefined)) {
    picture.isBroken = true;
    return;
  }
  if (isStart) picture.fragments = [Uint8Array.of((indicator & 0xe0) | (header & 0x1f))];
  picture.fragments?.push(payload.subarray(2));
  if ((header & 0x40) === 0) return;
  picture.units.push(join(picture.fragments ?? []));
  picture.fragments = undefined;
};

const asAccessUnit = ({ timestamp, units }: Picture): AccessUnit => ({
  timestamp,
  key: units.some((unit) => nalTypeOf(unit) === nalType.idr),
  units: units.filter((unit) => nalTypeOf(unit) <= nalType.sei),
  sps: units.findLast((unit) => nalTypeOf(unit) === nalType.sps),
  pps: units.findLast((unit) => nalTypeOf(unit) === nalType.pps),
});

/** Makes the depacketizer of one track. */
export const createH264Depacketizer = (): H264Depacketizer => {
  let picture: Picture | undefined;
  let needsKey = true;
  const finish = (): readonly AccessUnit[] => {
    const done = picture;
    picture = undefined;
    if (done === undefined || (done.units.length === 0 && !done.isBroken)) return [];
    if (done.isBroken || done.fragments !== undefined) {
      needsKey = true;
      return [];
    }
    const unit = asAccessUnit(done);
    // Parameter sets may travel alone, ahead of their picture.
    if (unit.units.length === 0 && unit.sps === undefined && unit.pps === undefined) return [];
    if (unit.key) needsKey = false;
    return needsKey && unit.units.length > 0 ? [] : [unit];
  };
  return {
    get needsKey() {
      return needsKey;
    },
    push({ payload, timestamp, marker, lost }) {
      const out: AccessUnit[] = [];
      if (lost > 0) {
        if (picture !== undefined) picture.isBroken = true;
        needsKey = true;
      }
      if (picture !== undefined && picture.timestamp !== timestamp) out.push(...finish());
      // Packets of nothing but padding probe the network; they carry no picture.
      if (payload.length > 0) {
        picture ??= { timestamp, units: [], fragments: undefined, size: 0, isBroken: false };
        addPayload(picture, payload);
      }
      if (marker) out.push(...finish());
      return out;
    },
  };
};
