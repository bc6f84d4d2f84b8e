import type { AudioFormat } from "../../stream/media-frame.ts";

const rates = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350] as const;

/** Samples of one AAC frame. */
export const aacFrameSamples = 1_024;

/** Reads AAC frames out of an ADTS stream that comes in pieces (ISO/IEC 13818-7 §6.2). */
export interface AdtsReader {
  /** What is known once the first frame has come. */
  readonly format: AudioFormat | undefined;
  /** Takes more bytes; answers the frames that are whole, without their headers. */
  push(bytes: Uint8Array): readonly Uint8Array[];
}

interface Header {
  readonly headerBytes: number;
  readonly frameBytes: number;
  readonly format: AudioFormat;
}

const readHeader = (bytes: Uint8Array, at: number): Header | undefined => {
  const [, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = bytes.subarray(at, at + 6);
  const objectType = (third >> 6) + 1;
  const rateIndex = (third >> 2) & 15;
  const channels = ((third & 1) << 2) | (fourth >> 6);
  const frameBytes = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
  const headerBytes = (second & 1) === 1 ? 7 : 9;
  const sampleRate = rates[rateIndex];
  if (sampleRate === undefined || frameBytes <= headerBytes) return undefined;
  const config = Uint8Array.of((objectType << 3) | (rateIndex >> 1), ((rateIndex & 1) << 7) | (channels << 3));
  return { headerBytes, frameBytes, format: { codec: "aac", sampleRate, channels, config } };
};

const isSync = (bytes: Uint8Array, at: number): boolean => bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xf6) === 0xf0;

/** Makes a reader. Bytes between frames are passed over. */
export const createAdtsReader = (): AdtsReader => {
  let rest = new Uint8Array();
  let format: AudioFormat | undefined;
  return {
    get format() {
      return format;
    },
    push(bytes) {
      const all = new Uint8Array(rest.length + bytes.length);
      all.set(rest);
      all.set(bytes, rest.length);
      const frames: Uint8Array[] = [];
      let at = 0;
      while (at + 7 <= all.length) {
        const header = isSync(all, at) ? readHeader(all, at) : undefined;
        if (header === undefined) {
          at += 1;
          continue;
        }
        if (at + header.frameBytes > all.length) break;
        format ??= header.format;
        frames.push(all.slice(at + header.headerBytes, at + header.frameBytes));
        at += header.frameBytes;
      }
      rest = all.slice(at);
      return frames;
    },
  };
};

/** An AAC frame behind the ADTS header that its format asks for. */
export const withAdtsHeader = (frame: Uint8Array, { sampleRate, channels }: AudioFormat): Uint8Array<ArrayBuffer> => {
  const rateIndex = rates.indexOf(sampleRate as (typeof rates)[number]);
  const length = frame.length + 7;
  const bytes = new Uint8Array(length);
  bytes.set([
    0xff,
    0xf1,
    (1 << 6) | (rateIndex << 2) | (channels >> 2),
    ((channels & 3) << 6) | (length >> 11),
    (length >> 3) & 255,
    ((length & 7) << 5) | 31,
    0xfc,
  ]);
  bytes.set(frame, 7);
  return bytes;
};
