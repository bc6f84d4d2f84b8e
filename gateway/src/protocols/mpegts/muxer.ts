import { frameBytes, type MediaFrame, type StreamFormat } from "../../stream/media-frame.ts";
import { withAdtsHeader } from "../adts/adts.ts";
import { annexB } from "../h264/nal-unit.ts";
import { createPacketizer } from "./packets.ts";
import { pid, programAssociation, programMap } from "./tables.ts";

/** Writes one MPEG transport stream (ISO/IEC 13818-1): a whole number of packets for each frame. */
export interface TsMuxer {
  write(frame: MediaFrame): Uint8Array<ArrayBuffer>;
  /** What follows is made of something else; the stream goes on and says so in its tables. */
  setFormat(format: StreamFormat): void;
}

/** Decoders count from here, so that the clock reference can run ahead of the first picture. */
const startUs = 1_400_000;
/** How long before its time a frame is in the decoder. */
const aheadUs = 100_000;
const tablesEveryUs = 100_000;
const referenceEveryUs = 35_000;

const delimiter = Uint8Array.of(9, 0xf0);

const writeTimestamp = (bytes: Uint8Array, at: number, ticks: number): void => {
  const value = ticks % 2 ** 33;
  const low = value % 2 ** 30;
  bytes[at] = 0x21 | (Math.floor(value / 2 ** 30) << 1);
  bytes[at + 1] = (low >> 22) & 255;
  bytes[at + 2] = ((low >> 14) & 254) | 1;
  bytes[at + 3] = (low >> 7) & 255;
  bytes[at + 4] = ((low << 1) & 254) | 1;
};

/** A packetized elementary stream packet (§2.4.3.6); pictures do not say how long they are. */
const elementaryPacket = (streamId: number, content: Uint8Array, ticks: number): Uint8Array => {
  const bytes = new Uint8Array(14 + content.length);
  const length = streamId === 0xc0 ? content.length + 8 : 0;
  bytes.set([0, 0, 1, streamId, length >> 8, length & 255, 0x84, 0x80, 5]);
  writeTimestamp(bytes, 9, ticks);
  bytes.set(content, 14);
  return bytes;
};

const concat = (pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
};

/**
 * Makes a muxer for H.264 and AAC. Tables come before each key picture and at least ten times a second,
 * parameter sets before each key picture, clock references every 35 ms: whoever tunes in begins with the
 * next key picture.
 */
export const createTsMuxer = (first: StreamFormat): TsMuxer => {
  const packets = createPacketizer();
  const pat = programAssociation();
  let version = 0;
  let { video, audio } = first;
  let pmt = programMap({ video: video !== undefined, audio: audio !== undefined }, version);
  let clockPid: number = video === undefined ? pid.audio : pid.video;
  let tablesUs = -Infinity;
  let referenceUs = -Infinity;

  const contentOf = ({ kind, key, parts }: MediaFrame): Uint8Array => {
    const [first = new Uint8Array()] = parts;
    if (kind === "audio") return audio === undefined ? first : withAdtsHeader(first, audio);
    const sets = key && video?.codec === "h264" ? [video.sps, video.pps] : [];
    return annexB([delimiter, ...sets, ...parts]);
  };
  /** A clock reference between frames, when the next frame of its PID would come too late. */
  const referenceAlone = (timeUs: number): Uint8Array[] => {
    if (timeUs - referenceUs < referenceEveryUs) return [];
    referenceUs = timeUs;
    return [packets.writeClock(clockPid, Math.round((timeUs + startUs - aheadUs) * 27))];
  };
  return {
    setFormat(next) {
      const isOther = (video === undefined) !== (next.video === undefined) || (audio === undefined) !== (next.audio === undefined);
      ({ video, audio } = next);
      tablesUs = -Infinity;
      if (!isOther) return;
      version = (version + 1) & 31;
      pmt = programMap({ video: video !== undefined, audio: audio !== undefined }, version);
      clockPid = video === undefined ? pid.audio : pid.video;
    },
    write(frame) {
      const { kind, timeUs, key } = frame;
      const isVideo = kind === "video";
      if ((isVideo ? video : audio) === undefined || frameBytes(frame) === 0) return new Uint8Array();
      const out: Uint8Array[] = [];
      if (timeUs - tablesUs >= tablesEveryUs || (isVideo && key)) {
        tablesUs = timeUs;
        out.push(packets.write(pid.pat, pat), packets.write(pid.pmt, pmt));
      }
      const own = isVideo ? pid.video : pid.audio;
      const hasClock = own === clockPid;
      if (hasClock) referenceUs = Math.max(referenceUs, timeUs);
      else out.push(...referenceAlone(timeUs));
      const payload = elementaryPacket(isVideo ? 0xe0 : 0xc0, contentOf(frame), Math.round(((timeUs + startUs) * 90) / 1_000));
      out.push(
        packets.write(own, payload, { pcr: hasClock ? Math.round((timeUs + startUs - aheadUs) * 27) : undefined, isKey: isVideo && key }),
      );
      return concat(out);
    },
  };
};
