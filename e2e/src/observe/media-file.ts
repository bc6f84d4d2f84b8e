import { execFileSync, spawnSync } from "node:child_process";

/** A recorded file, as ffmpeg reads it. */
export interface MediaFile {
  readonly seconds: number;
  readonly codecs: readonly string[];
  readonly chapters: readonly { readonly title: string; readonly startSeconds: number }[];
  /** What ffmpeg complains of while it decodes all of it; empty when nothing. */
  readonly errors: string;
  /** How strong a tone is between two moments, 0 to 1. */
  tone(hz: number, span: { readonly from: number; readonly to: number }): number;
  /** Colour of a point of the picture at a moment; the point in parts of width and height. */
  colour(atSeconds: number, point: { readonly x: number; readonly y: number }): readonly [number, number, number];
}

const big = { maxBuffer: 512 * 1024 * 1024 } as const;
const sampleRate = 8_000;
const grid = 32;

interface Probe {
  readonly format: { readonly duration: string };
  readonly streams: readonly { readonly codec_name: string }[];
  readonly chapters: readonly { readonly start_time: string; readonly tags?: { readonly title?: string } }[];
}

const probe = (path: string): Probe =>
  JSON.parse(
    execFileSync("ffprobe", ["-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "json", path], { encoding: "utf8" }),
  ) as Probe;

/** Amplitude of one frequency (Goertzel). */
const goertzel = (samples: Float32Array, hz: number): number => {
  const factor = 2 * Math.cos((2 * Math.PI * hz) / sampleRate);
  let [one, two] = [0, 0];
  for (const sample of samples) [one, two] = [sample + factor * one - two, one];
  return (2 * Math.sqrt(Math.max(0, one * one + two * two - factor * one * two))) / samples.length;
};

const samplesOf = (path: string, { from, to }: { from: number; to: number }): Float32Array => {
  const span = ["-ss", String(from), "-t", String(to - from)];
  const bytes = execFileSync(
    "ffmpeg",
    ["-v", "error", "-i", path, ...span, "-map", "0:a:0", "-ac", "1", "-ar", String(sampleRate), "-f", "f32le", "-"],
    big,
  );
  return new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 4));
};

const pictureAt = (path: string, seconds: number): Buffer =>
  execFileSync(
    "ffmpeg",
    [
      "-v",
      "error",
      "-ss",
      String(seconds),
      "-i",
      path,
      "-frames:v",
      "1",
      "-vf",
      `scale=${grid}:${grid}`,
      "-pix_fmt",
      "rgb24",
      "-f",
      "rawvideo",
      "-",
    ],
    big,
  );

/** Opens a file; throws where ffprobe cannot read it. */
export const openMediaFile = (path: string): MediaFile => {
  const { format, streams, chapters } = probe(path);
  const decoded = spawnSync("ffmpeg", ["-v", "error", "-i", path, "-f", "null", "-"], { encoding: "utf8", ...big });
  return {
    seconds: Number(format.duration),
    codecs: streams.map(({ codec_name }) => codec_name),
    chapters: chapters.map(({ start_time, tags }) => ({ title: tags?.title ?? "", startSeconds: Number(start_time) })),
    errors: `${decoded.stderr}${decoded.status === 0 ? "" : `ffmpeg ended with ${decoded.status}`}`,
    tone: (hz, span) => goertzel(samplesOf(path, span), hz),
    colour: (seconds, { x, y }) => {
      const bytes = pictureAt(path, seconds);
      const at = (Math.floor(y * grid) * grid + Math.floor(x * grid)) * 3;
      return [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
    },
  };
};
