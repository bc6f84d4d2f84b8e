import { readSps } from "../protocols/h264/read-sps.ts";
import { readAnnexB, readAvcConfiguration, readLengthPrefixed, sortUnits, type ParameterSets } from "../protocols/h264/read-units.ts";
import { createLiveMatroskaReader, type MatroskaFrame, type MatroskaTrack } from "../protocols/matroska/live-reader.ts";
import type { LiveStream, Publication } from "../stream/live-stream.ts";
import type { VideoFormat } from "../stream/media-frame.ts";

/** Bytes of WebM or Matroska on their way to a stream. */
export interface ChunkPublication {
  /** False when they are none, or begin anew too often. */
  push(bytes: Uint8Array): boolean;
  end(): void;
}

/** Chunks hold up to a second, and networks that let nothing else through are slow. */
const patienceUs = 2_500_000;

const videoCodecs = new Map<string, VideoFormat["codec"]>([
  ["V_MPEG4/ISO/AVC", "h264"],
  ["V_VP8", "vp8"],
  ["V_VP9", "vp9"],
  ["V_AV1", "av1"],
]);

/** So many beginnings at once, and one more after each so many milliseconds: each starts encoders. */
const beginnings: { readonly most: number; readonly everyMs: number } = { most: 4, everyMs: 2_000 };

/** Whether a recorder began anew: with the head of EBML. */
const isHead = (bytes: Uint8Array): boolean => bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3;

const startsWithCode = (bytes: Uint8Array): boolean =>
  bytes[0] === 0 && bytes[1] === 0 && (bytes[2] === 1 || (bytes[2] === 0 && bytes[3] === 1));

/** H.264 as recorders write it: with lengths and a configuration, or with start codes and parameter sets among the pictures. */
const createH264Path = (track: MatroskaTrack, publication: Publication) => {
  let sets: ParameterSets | undefined;
  const learn = (found: ParameterSets | undefined): void => {
    const facts = found === undefined ? undefined : readSps(found.sps);
    if (found === undefined || facts === undefined) return;
    if (sets !== undefined && Buffer.compare(sets.sps, found.sps) === 0 && Buffer.compare(sets.pps, found.pps) === 0) return;
    sets = found;
    publication.onVideoFormat({ codec: "h264", width: facts.width, height: facts.height, ...found });
  };
  learn(readAvcConfiguration(track.config));
  return ({ bytes, timeMs }: MatroskaFrame): void => {
    const units = startsWithCode(bytes) ? readAnnexB(bytes) : readLengthPrefixed(bytes);
    if (units === undefined) return;
    const { key, sps, pps, units: parts } = sortUnits(units);
    if (sps !== undefined && pps !== undefined) learn({ sps: sps.slice(), pps: pps.slice() });
    if (sets !== undefined && parts.length > 0) publication.onFrame({ kind: "video", timeUs: Math.round(timeMs * 1_000), key, parts });
  };
};

const createVideoPath = (track: MatroskaTrack, publication: Publication): ((frame: MatroskaFrame) => void) | undefined => {
  const codec = videoCodecs.get(track.codec);
  if (codec === undefined) return undefined;
  if (codec === "h264") return createH264Path(track, publication);
  publication.onVideoFormat({ codec, width: track.width, height: track.height });
  return ({ bytes, timeMs, key }) => publication.onFrame({ kind: "video", timeUs: Math.round(timeMs * 1_000), key, parts: [bytes] });
};

const createAudioPath = (track: MatroskaTrack, publication: Publication): ((frame: MatroskaFrame) => void) | undefined => {
  if (track.codec !== "A_OPUS") return undefined;
  publication.onAudioFormat({ codec: "opus", sampleRate: 48_000, channels: track.channels, config: new Uint8Array() });
  return ({ bytes, timeMs }) => publication.onFrame({ kind: "audio", timeUs: Math.round(timeMs * 1_000), key: true, parts: [bytes] });
};

/** Makes the way of one publisher's chunks into a stream. A recorder that begins anew goes on in the same stream. */
export const createChunkPublication = (
  live: Pick<LiveStream, "begin">,
  nowMs: () => number = () => performance.now(),
): ChunkPublication => {
  let publication: Publication | undefined;
  let paths = new Map<number, (frame: MatroskaFrame) => void>();
  let [left, atMs, isTooOften] = [beginnings.most, nowMs(), false];
  const mayBegin = (): boolean => {
    left = Math.min(beginnings.most, left + (nowMs() - atMs) / beginnings.everyMs);
    atMs = nowMs();
    isTooOften = left < 1;
    left -= 1;
    return !isTooOften;
  };
  const begin = (all: readonly MatroskaTrack[]): void => {
    if (isTooOften || !mayBegin()) return;
    // One of each kind, as everywhere.
    const tracks = all.filter(({ kind }, index) => all.findIndex((other) => other.kind === kind) === index);
    const kinds = { video: tracks.some(({ kind }) => kind === "video"), audio: tracks.some(({ kind }) => kind === "audio") };
    const begun = live.begin(kinds, { patienceUs });
    publication = begun;
    paths = new Map(
      tracks.flatMap((track) => {
        const path = track.kind === "video" ? createVideoPath(track, begun) : createAudioPath(track, begun);
        return path === undefined ? [] : [[track.number, path] as const];
      }),
    );
  };
  const createReader = () => createLiveMatroskaReader({ onTracks: begin, onFrame: (frame) => paths.get(frame.track)?.(frame) });
  let reader = createReader();
  return {
    push(bytes) {
      if (isHead(bytes)) reader = createReader();
      return reader.push(bytes) && !isTooOften;
    },
    end: () => publication?.end(),
  };
};
