import type { AudioFormat, StreamFormat, VideoFormat } from "../../stream/media-frame.ts";
import { ascii, box, fullBox, u16, u32, zeros } from "./box.ts";

/** Ticks a second of each track. */
export const timescale = { video: 90_000, audio: 48_000 } as const;
/** Numbers of the tracks. */
export const trackId = { video: 1, audio: 2 } as const;

const identity = [...u32(0x10000), ...zeros(12), ...u32(0x10000), ...zeros(12), ...u32(0x4000_0000)];

/** AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3). */
export const avcConfiguration = (sps: Uint8Array, pps: Uint8Array): Uint8Array => {
  const [, profile = 66, constraints = 0, level = 31] = sps;
  const head = [1, profile, constraints, level, 0xff, 0xe1, ...u16(sps.length), ...sps, 1, ...u16(pps.length), ...pps];
  // Profiles above Main say how colour is sampled; whoever sends to us uses 4:2:0 with eight bits.
  return Uint8Array.from([100, 110, 122, 244].includes(profile) ? [...head, 0xfd, 0xf8, 0xf8, 0] : head);
};

const videoEntry = (format: VideoFormat): Uint8Array => {
  if (format.codec !== "h264") throw new RangeError(`No box for ${format.codec}.`);
  const size = [...u16(format.width), ...u16(format.height)];
  const fixed = [...zeros(6), ...u16(1), ...zeros(16), ...size, ...u32(0x48_0000), ...u32(0x48_0000), ...u32(0), ...u16(1)];
  return box("avc1", fixed, zeros(32), u16(24), [255, 255], box("avcC", avcConfiguration(format.sps, format.pps)));
};

/** A descriptor of ISO/IEC 14496-1 §8.3.3; ours are short. */
const descriptor = (tag: number, ...contents: readonly (readonly number[] | Uint8Array)[]): readonly number[] => {
  const bytes = contents.flatMap((content) => [...content]);
  return [tag, bytes.length, ...bytes];
};

const audioEntry = ({ codec, channels, sampleRate, config }: AudioFormat): Uint8Array => {
  const fixed = [...zeros(6), ...u16(1), ...zeros(8), ...u16(channels), ...u16(16), ...u32(0), ...u16(sampleRate), ...u16(0)];
  // OpusSpecificBox (Encapsulation of Opus in ISO BMFF §4.3.2); 312 samples is what encoders put in front.
  if (codec === "opus") return box("Opus", fixed, box("dOps", [0, channels, ...u16(312), ...u32(sampleRate), ...u16(0), 0]));
  const decoder = descriptor(4, [0x40, 0x15, 0, 0, 0], u32(128_000), u32(128_000), descriptor(5, config));
  return box("mp4a", fixed, fullBox("esds", {}, descriptor(3, u16(trackId.audio), [0], decoder, descriptor(6, [2]))));
};

const track = (kind: "video" | "audio", entry: Uint8Array, size: { width: number; height: number }): Uint8Array => {
  const id = u32(trackId[kind]);
  const volume = kind === "audio" ? [1, 0] : [0, 0];
  const header = [...zeros(8), ...id, ...zeros(8), ...zeros(12), ...volume, ...u16(0), ...identity];
  const media = fullBox("mdhd", {}, zeros(8), u32(timescale[kind]), u32(0), u16(0x55c4), u16(0));
  const handler = fullBox("hdlr", {}, u32(0), ascii(kind === "video" ? "vide" : "soun"), zeros(12), ascii(kind), [0]);
  const kindHeader = kind === "video" ? fullBox("vmhd", { flags: 1 }, zeros(8)) : fullBox("smhd", {}, zeros(4));
  const data = box("dinf", fullBox("dref", {}, u32(1), fullBox("url ", { flags: 1 })));
  const empty = ["stts", "stsc", "stco"].map((name) => fullBox(name, {}, u32(0)));
  const table = box("stbl", fullBox("stsd", {}, u32(1), entry), ...empty, fullBox("stsz", {}, zeros(8)));
  return box(
    "trak",
    fullBox("tkhd", { flags: 3 }, header, u16(size.width), u16(0), u16(size.height), u16(0)),
    box("mdia", media, handler, box("minf", kindHeader, data, table)),
  );
};

/**
 * The initialization segment of a stream (ISO/IEC 14496-12 §8.16, CMAF): what a player must know before
 * the first part. @throws {RangeError} when the pictures are not H.264
 */
export const initSegment = ({ video, audio }: StreamFormat): Uint8Array<ArrayBuffer> => {
  const tracks = [
    ...(video === undefined ? [] : [track("video", videoEntry(video), video)]),
    ...(audio === undefined ? [] : [track("audio", audioEntry(audio), { width: 0, height: 0 })]),
  ];
  const ids = [...(video === undefined ? [] : [trackId.video]), ...(audio === undefined ? [] : [trackId.audio])];
  const movie = fullBox("mvhd", {}, zeros(8), u32(1_000), u32(0), u32(0x10000), u16(0x100), zeros(10), identity, zeros(24), u32(3));
  const extends_ = box("mvex", ...ids.map((id) => fullBox("trex", {}, u32(id), u32(1), zeros(12))));
  const brands = ["iso6", "cmfc", "mp41"].flatMap((brand) => ascii(brand));
  const type = box("ftyp", ascii("iso6"), u32(0), brands);
  const moov = box("moov", movie, ...tracks, extends_);
  const bytes = new Uint8Array(type.length + moov.length);
  bytes.set(type);
  bytes.set(moov, type.length);
  return bytes;
};

/** The codecs of a stream as playlists and `MediaSource` name them (RFC 6381). */
export const codecsOf = ({ video, audio }: StreamFormat): string => {
  const hex = (byte: number | undefined) => (byte ?? 0).toString(16).padStart(2, "0");
  const names: string[] = [];
  if (video?.codec === "h264") names.push(`avc1.${hex(video.sps[1])}${hex(video.sps[2])}${hex(video.sps[3])}`);
  if (audio !== undefined) names.push(audio.codec === "aac" ? "mp4a.40.2" : "opus");
  return names.join(",");
};
