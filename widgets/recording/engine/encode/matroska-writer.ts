import { element, unsigned, utf8 } from "../../finish/ebml.ts";

/** The picture of a file, as its head says it. */
export interface PictureHead {
  readonly codec: "vp8" | "h264";
  readonly width: number;
  readonly height: number;
  /** What decoders need beforehand, where the codec has that. */
  readonly setUp: Uint8Array | undefined;
}

/** The sound of a file: Opus, as its head says it. */
export interface SoundHead {
  readonly channels: number;
  readonly sampleRate: number;
  /** The head of RFC 7845 §5.1. */
  readonly setUp: Uint8Array;
}

/** What a file consists of. */
export interface FileHead {
  readonly picture: PictureHead | undefined;
  readonly sound: SoundHead | undefined;
}

/** An encoded picture, or some milliseconds of sound. */
export interface Block {
  readonly of: keyof FileHead;
  readonly atUs: number;
  readonly isKey: boolean;
  readonly data: Uint8Array;
}

const app = "TFX Sessions";
const trackOf = { picture: 1, sound: 2 } as const;
const codecIds = { vp8: "V_VP8", h264: "V_MPEG4/ISO/AVC" } as const;
/** Length of what goes on until the file ends: it may be cut off anywhere. */
const openEnd = new Uint8Array([0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
const seekPreRollNs = 80_000_000;

const join = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

const float = (id: number, value: number): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return element(id, bytes);
};

const trackEntry = (number: number, type: number, ...rest: readonly Uint8Array[]): Uint8Array =>
  element(0xae, unsigned(0xd7, number), unsigned(0x73c5, number), unsigned(0x83, type), unsigned(0x9c, 0), ...rest);

const pictureEntry = ({ codec, width, height, setUp }: PictureHead): Uint8Array =>
  trackEntry(
    trackOf.picture,
    1,
    utf8(0x86, codecIds[codec]),
    ...(setUp === undefined ? [] : [element(0x63a2, setUp)]),
    element(0xe0, unsigned(0xb0, width), unsigned(0xba, height)),
  );

const soundEntry = ({ channels, sampleRate, setUp }: SoundHead): Uint8Array =>
  trackEntry(
    trackOf.sound,
    2,
    utf8(0x86, "A_OPUS"),
    element(0x63a2, setUp),
    unsigned(0x56bb, seekPreRollNs),
    element(0xe1, float(0xb5, sampleRate), unsigned(0x9f, channels)),
  );

const fileHead = ({ picture, sound }: FileHead): Uint8Array<ArrayBuffer> => {
  const entries = [...(picture === undefined ? [] : [pictureEntry(picture)]), ...(sound === undefined ? [] : [soundEntry(sound)])];
  return join([
    element(
      0x1a45dfa3,
      unsigned(0x4286, 1),
      unsigned(0x42f7, 1),
      unsigned(0x42f2, 4),
      unsigned(0x42f3, 8),
      utf8(0x4282, picture?.codec === "h264" ? "matroska" : "webm"),
      unsigned(0x4287, 4),
      unsigned(0x4285, 2),
    ),
    new Uint8Array([0x18, 0x53, 0x80, 0x67]),
    openEnd,
    element(0x1549a966, unsigned(0x2ad7b1, 1_000_000), utf8(0x4d80, app), utf8(0x5741, app)),
    element(0x1654ae6b, ...entries),
  ]);
};

/** How far a block may lie from its cluster: its distance has sixteen bits (RFC 9559 §10.2). */
const farthestMs = 32_000;

interface Cluster {
  readonly atMs: number;
  readonly blocks: Block[];
}

const msOf = ({ atUs }: Block): number => Math.round(atUs / 1_000);

/**
 * Clusters for blocks in the order of time. Readers look clusters up by time, so that they hardly ever go back; what comes
 * a little late lies before its cluster instead. After a machine has slept, one piece holds what lies minutes apart.
 */
const clustersOf = (blocks: readonly Block[], lastMs: number): readonly Cluster[] => {
  const clusters: Cluster[] = [];
  for (const block of blocks) {
    const ms = msOf(block);
    const cluster = clusters.at(-1);
    if (cluster !== undefined && Math.abs(ms - cluster.atMs) <= farthestMs) cluster.blocks.push(block);
    else clusters.push({ atMs: lastMs - ms > farthestMs ? ms : Math.max(lastMs, ms), blocks: [block] });
  }
  return clusters;
};

const simpleBlock = (block: Block, clusterMs: number): Uint8Array => {
  const { of, isKey, data } = block;
  const bytes = new Uint8Array(4 + data.length);
  bytes[0] = 0x80 | trackOf[of];
  new DataView(bytes.buffer).setInt16(1, msOf(block) - clusterMs);
  bytes[3] = isKey ? 0x80 : 0;
  bytes.set(data, 4);
  return element(0xa3, bytes);
};

/**
 * Writes Matroska (RFC 9559) that only ever grows: each part is whole in itself, and holds what was there when it was cut.
 * Muxers that order packets wait for the slower track; here sound never waits for a picture that comes late.
 */
export const createMatroskaWriter = (head: FileHead) => {
  let begun = false;
  let lastMs = 0;
  /** The next bytes of the file; none where there is nothing to write. */
  return (blocks: readonly Block[]): Uint8Array<ArrayBuffer> => {
    const written = blocks.filter(({ of }) => head[of] !== undefined).toSorted((one, other) => one.atUs - other.atUs);
    const parts = begun ? [] : [fileHead(head)];
    begun = true;
    for (const { atMs, blocks: own } of clustersOf(written, lastMs)) {
      lastMs = Math.max(lastMs, atMs);
      parts.push(element(0x1f43b675, unsigned(0xe7, atMs), ...own.map((block) => simpleBlock(block, atMs))));
    }
    return join(parts);
  };
};
