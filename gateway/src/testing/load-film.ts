import { execFileSync } from "node:child_process";
import { readSps } from "../protocols/h264/read-sps.ts";
import { readAvcConfiguration, readLengthPrefixed, sortUnits } from "../protocols/h264/read-units.ts";
import { createLiveMatroskaReader, type MatroskaFrame, type MatroskaTrack } from "../protocols/matroska/live-reader.ts";
import type { AudioFormat, MediaFrame, StreamFormat, VideoFormat } from "../stream/media-frame.ts";

/** Real pictures and sound, in the order of their times. */
export interface Film {
  readonly format: StreamFormat;
  readonly frames: readonly MediaFrame[];
}

/** What is filmed: each second begins with a tenth of a second of white, and of a tone. */
export interface FilmOptions {
  readonly seconds: number;
  readonly sound?: "aac" | "opus";
  readonly size?: string;
  readonly codec?: "h264" | "vp8";
  /** One colour all the time, by its name, instead of black and white. */
  readonly colour?: string;
  /** Grain that takes so many kilobits a second; without it the pictures are nearly nothing. */
  readonly kbps?: number;
}

const videoFormat = (track: MatroskaTrack): VideoFormat => {
  if (track.codec === "V_VP8") return { codec: "vp8", width: track.width, height: track.height };
  const sets = readAvcConfiguration(track.config);
  const facts = sets === undefined ? undefined : readSps(sets.sps);
  if (sets === undefined || facts === undefined) throw new Error("ffmpeg made no parameter sets.");
  return { codec: "h264", width: facts.width, height: facts.height, sps: sets.sps, pps: sets.pps };
};

const audioFormat = ({ codec, channels, config }: MatroskaTrack): AudioFormat =>
  codec === "A_AAC"
    ? { codec: "aac", sampleRate: 48_000, channels, config }
    : { codec: "opus", sampleRate: 48_000, channels, config: new Uint8Array() };

const toFrame = ({ timeMs, key, bytes }: MatroskaFrame, kind: MediaFrame["kind"], isH264: boolean): MediaFrame => {
  const timeUs = Math.round(timeMs * 1_000);
  if (kind === "audio") return { kind, timeUs, key: true, parts: [bytes] };
  return { kind, timeUs, key, parts: isH264 ? sortUnits(readLengthPrefixed(bytes) ?? []).units : [bytes] };
};

const coders = {
  h264: "-pix_fmt yuv420p -c:v libx264 -preset ultrafast -profile:v baseline -tune zerolatency -g 30 -bf 0",
  vp8: "-pix_fmt yuv420p -c:v libvpx -deadline realtime -cpu-used 8 -b:v 500k -g 30 -auto-alt-ref 0",
} as const;

const pictureOf = ({ seconds, size = "320x180", colour, kbps }: FilmOptions): string => {
  const grain = kbps === undefined ? "" : ",noise=alls=24:allf=t";
  return colour === undefined
    ? `color=black:s=${size}:r=30:d=${seconds},drawbox=c=white:t=fill:enable='lt(mod(t,1),0.1)'${grain}`
    : `color=${colour}:s=${size}:r=30:d=${seconds}${grain}`;
};

/** Makes a film with ffmpeg. */
export const loadFilm = (options: FilmOptions): Film => {
  const { seconds, sound = "aac", codec = "h264", kbps } = options;
  const beep = `aevalsrc='if(lt(mod(t,1),0.1),0.8*sin(2*PI*1000*t),0)':s=48000:d=${seconds}`;
  const sources = ["-f", "lavfi", "-i", pictureOf(options), "-f", "lavfi", "-i", beep];
  const picture = coders[codec].split(" ");
  const rate = kbps === undefined ? [] : `-b:v ${kbps}k -maxrate ${kbps}k -bufsize ${kbps / 2}k`.split(" ");
  const coder = sound === "aac" ? ["-c:a", "aac"] : ["-c:a", "libopus", "-b:a", "64k"];
  const bytes = execFileSync("ffmpeg", ["-v", "error", ...sources, ...picture, ...rate, ...coder, "-ac", "2", "-f", "matroska", "pipe:1"], {
    maxBuffer: 64 * 1024 * 1024,
  });
  let tracks: readonly MatroskaTrack[] = [];
  const read: MatroskaFrame[] = [];
  createLiveMatroskaReader({ onTracks: (found) => (tracks = found), onFrame: (frame) => void read.push(frame) }).push(bytes);
  const [video, audio] = [tracks.find(({ kind }) => kind === "video"), tracks.find(({ kind }) => kind === "audio")];
  if (video === undefined || audio === undefined) throw new Error("ffmpeg made no film.");
  const frames = read.map((frame) => toFrame(frame, frame.track === video.number ? "video" : "audio", codec === "h264"));
  return {
    format: { video: videoFormat(video), audio: audioFormat(audio) },
    frames: frames.toSorted((one, other) => one.timeUs - other.timeUs),
  };
};
