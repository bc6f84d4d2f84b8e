import { execFileSync } from "node:child_process";

const big = { maxBuffer: 1024 * 1024 * 1024 } as const;
const rate = 8_000;
const windowMs = 5;

/** Moments at which a line of values begins to be above its middle. */
const rises = (values: readonly { readonly at: number; readonly value: number }[], limit: number): readonly number[] =>
  values.flatMap(({ at, value }, index) => (value > limit && (values[index - 1]?.value ?? limit + 1) <= limit ? [at] : []));

const lights = (path: string): readonly number[] => {
  const bytes = execFileSync(
    "ffmpeg",
    ["-v", "error", "-i", path, "-vf", "scale=1:1,format=gray", "-fps_mode", "passthrough", "-f", "rawvideo", "-"],
    big,
  );
  const times = execFileSync(
    "ffprobe",
    ["-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0", path],
    {
      encoding: "utf8",
      ...big,
    },
  );
  const at = times
    .split(/[\n,]+/)
    .filter((line) => line !== "")
    .map(Number);
  return rises(
    [...bytes].map((value, index) => ({ value, at: at[index] ?? Number.NaN })),
    100,
  );
};

const tones = (path: string): readonly number[] => {
  const bytes = execFileSync(
    "ffmpeg",
    ["-v", "error", "-i", path, "-map", "0:a:0", "-ac", "1", "-ar", String(rate), "-f", "f32le", "-"],
    big,
  );
  const samples = new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 4));
  const size = (rate * windowMs) / 1_000;
  const loud = Array.from({ length: Math.floor(samples.length / size) }, (_, index) => ({
    at: (index * windowMs) / 1_000,
    value: Math.max(...samples.subarray(index * size, (index + 1) * size)),
  }));
  return rises(loud, 0.1);
};

/** Milliseconds by which each light comes after its tone. */
export const offsetsOf = (path: string): readonly number[] => {
  const beeps = tones(path);
  return lights(path).flatMap((light) => {
    const nearest = beeps.toSorted((one, other) => Math.abs(one - light) - Math.abs(other - light))[0];
    return nearest === undefined || Math.abs(nearest - light) > 0.4 ? [] : [(light - nearest) * 1_000];
  });
};
