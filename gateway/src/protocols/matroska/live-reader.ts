/** A track as its header describes it (RFC 9559 §5.1.4). */
export interface MatroskaTrack {
  readonly number: number;
  readonly kind: "video" | "audio";
  /** Such as `V_MPEG4/ISO/AVC` or `A_OPUS`. */
  readonly codec: string;
  readonly config: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly sampleRate: number;
  readonly channels: number;
}

/** One frame of a track. */
export interface MatroskaFrame {
  readonly track: number;
  readonly timeMs: number;
  readonly key: boolean;
  readonly bytes: Uint8Array;
}

/** What is read out of a stream. */
export interface MatroskaSink {
  onTracks(tracks: readonly MatroskaTrack[]): void;
  onFrame(frame: MatroskaFrame): void;
}

const id = {
  ebml: 0x1a45dfa3,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  tracks: 0x1654ae6b,
  cluster: 0x1f43b675,
  clusterTime: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  reference: 0xfb,
  entry: 0xae,
} as const;

/** Elements whose children are read as they come; they may last until the end of the stream. */
const open = new Set<number>([id.segment, id.cluster]);
/** Nothing that is read whole is larger; whoever sends more is let go. */
const largestElement = 8 * 1024 * 1024;
const unknownSize = -1;

interface Head {
  readonly id: number;
  readonly size: number;
  readonly bytes: number;
}

/** Reads a number of variable length (RFC 8794 §4): with its marker it is an id, without it a size. */
const readVariable = (bytes: Uint8Array, at: number, keepsMarker: boolean): { value: number; length: number } | "more" | undefined => {
  const first = bytes[at];
  if (first === undefined) return "more";
  const length = Math.clz32(first) - 23;
  if (length > 8) return undefined;
  if (at + length > bytes.length) return "more";
  let value = keepsMarker ? first : first & (0xff >> length);
  let isUnknown = (first | ((0xff << (8 - length)) & 0xff)) === 0xff;
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[at + index] ?? 0;
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return { value: isUnknown && !keepsMarker ? unknownSize : value, length };
};

const readHead = (bytes: Uint8Array, at: number): Head | "more" | undefined => {
  const name = readVariable(bytes, at, true);
  if (name === "more" || name === undefined) return name;
  const size = readVariable(bytes, at + name.length, false);
  if (size === "more" || size === undefined) return size;
  return { id: name.value, size: size.value, bytes: name.length + size.length };
};

/** Children of an element that is there as a whole. */
const childrenOf = (bytes: Uint8Array): ReadonlyMap<number, Uint8Array> => {
  const children = new Map<number, Uint8Array>();
  for (let at = 0; at < bytes.length;) {
    const head = readHead(bytes, at);
    if (head === undefined || head === "more" || head.size < 0) break;
    const start = at + head.bytes;
    // Of several of a kind the first counts; track entries are read one by one.
    if (!children.has(head.id)) children.set(head.id, bytes.subarray(start, start + head.size));
    at = start + head.size;
  }
  return children;
};

const unsignedOf = (bytes: Uint8Array = new Uint8Array()): number => bytes.reduce((value, byte) => value * 256 + byte, 0);
const floatOf = (bytes: Uint8Array | undefined): number => {
  if (bytes === undefined) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length === 8 ? view.getFloat64(0) : bytes.length === 4 ? view.getFloat32(0) : 0;
};
const textOf = (bytes: Uint8Array | undefined): string =>
  Buffer.from(bytes ?? [])
    .toString("latin1")
    .replaceAll("\0", "");

const readTrack = (entry: Uint8Array): MatroskaTrack | undefined => {
  const fields = childrenOf(entry);
  const type = unsignedOf(fields.get(0x83));
  if (type !== 1 && type !== 2) return undefined;
  const video = childrenOf(fields.get(0xe0) ?? new Uint8Array());
  const audio = childrenOf(fields.get(0xe1) ?? new Uint8Array());
  return {
    number: unsignedOf(fields.get(0xd7)),
    kind: type === 1 ? "video" : "audio",
    codec: textOf(fields.get(0x86)),
    config: fields.get(0x63a2)?.slice() ?? new Uint8Array(),
    width: unsignedOf(video.get(0xb0)),
    height: unsignedOf(video.get(0xba)),
    sampleRate: floatOf(audio.get(0xb5)),
    channels: unsignedOf(audio.get(0x9f)) || 1,
  };
};

const readTracks = (bytes: Uint8Array): readonly MatroskaTrack[] => {
  const tracks: MatroskaTrack[] = [];
  for (let at = 0; at < bytes.length;) {
    const head = readHead(bytes, at);
    if (head === undefined || head === "more" || head.size < 0) break;
    const start = at + head.bytes;
    const track = head.id === id.entry ? readTrack(bytes.subarray(start, start + head.size)) : undefined;
    if (track !== undefined) tracks.push(track);
    at = start + head.size;
  }
  return tracks;
};

/** Reads Matroska and WebM (RFC 9559) while it grows. */
export interface LiveMatroskaReader {
  /** Takes more bytes; false when they are no Matroska: nothing can be read any more. */
  push(bytes: Uint8Array): boolean;
}

/** Reads the elements that carry something. Laced blocks, which live streams do not have, are passed over. */
const createElementReader = (sink: MatroskaSink) => {
  let scaleNs = 1_000_000;
  let clusterTime = 0;
  const readBlock = (bytes: Uint8Array, key?: boolean): void => {
    const track = readVariable(bytes, 0, false);
    if (track === undefined || track === "more" || bytes.length < track.length + 3) return;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const flags = bytes[track.length + 2] ?? 0;
    if ((flags & 0x06) !== 0) return;
    const timeMs = ((clusterTime + view.getInt16(track.length)) * scaleNs) / 1_000_000;
    sink.onFrame({ track: track.value, timeMs, key: key ?? (flags & 0x80) !== 0, bytes: bytes.slice(track.length + 3) });
  };
  return (name: number, body: Uint8Array): void => {
    if (name === id.info) scaleNs = unsignedOf(childrenOf(body).get(id.timestampScale)) || 1_000_000;
    else if (name === id.tracks) sink.onTracks(readTracks(body));
    else if (name === id.clusterTime) clusterTime = unsignedOf(body);
    else if (name === id.simpleBlock) readBlock(body);
    else if (name === id.blockGroup) {
      const group = childrenOf(body);
      readBlock(group.get(id.block) ?? new Uint8Array(), !group.has(id.reference));
    }
  };
};

/** Bytes that wait for more. Adding a few costs no more than they are, however many wait. */
const createWaitingBytes = () => {
  let room = new Uint8Array();
  let length = 0;
  return {
    get length() {
      return length;
    },
    get all() {
      return room.subarray(0, length);
    },
    add(bytes: Uint8Array): void {
      if (length + bytes.length > room.length) {
        const larger = new Uint8Array(Math.max(length + bytes.length, room.length * 2));
        larger.set(room.subarray(0, length));
        room = larger;
      }
      room.set(bytes, length);
      length += bytes.length;
    },
    /** Takes some off the front. */
    drop(count: number): void {
      if (count === 0) return;
      room = room.slice(count, length);
      length -= count;
    },
  };
};

const needed = new Set<number>([id.info, id.tracks, id.clusterTime, id.simpleBlock, id.blockGroup]);

/** Makes a reader. */
export const createLiveMatroskaReader = (sink: MatroskaSink): LiveMatroskaReader => {
  const take = createElementReader(sink);
  const waiting = createWaitingBytes();
  let skip = 0;
  let isBroken = false;
  let hasBegun = false;
  /** Reads one element; answers how many bytes were used, or undefined to wait for more. */
  const step = (bytes: Uint8Array, at: number): number | undefined => {
    const head = readHead(bytes, at);
    if (head === "more") return undefined;
    const isFine = head !== undefined && (hasBegun || head.id === id.ebml);
    if (!isFine || (head.size > largestElement && needed.has(head.id)) || (head.size < 0 && !open.has(head.id))) {
      isBroken = true;
      return undefined;
    }
    hasBegun = true;
    if (open.has(head.id)) return head.bytes;
    if (!needed.has(head.id)) {
      skip = head.size;
      return head.bytes;
    }
    const start = at + head.bytes;
    if (start + head.size > bytes.length) return undefined;
    take(head.id, bytes.subarray(start, start + head.size));
    return head.bytes + head.size;
  };
  return {
    push(bytes) {
      // Not a Buffer, whose slices are no copies.
      const isFirst = waiting.length === 0;
      if (!isFirst) waiting.add(bytes);
      const all = isFirst ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) : waiting.all;
      let at = 0;
      for (;;) {
        const skipped = Math.min(skip, all.length - at);
        skip -= skipped;
        at += skipped;
        const used = skip > 0 || isBroken ? undefined : step(all, at);
        if (used === undefined) break;
        at += used;
      }
      if (isFirst) waiting.add(all.subarray(at));
      else waiting.drop(at);
      return !isBroken;
    },
  };
};
