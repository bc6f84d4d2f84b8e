import { spawnSync } from "node:child_process";

/** Filters that say when it becomes white and when it becomes loud, in seconds of the stream. */
const look = [
  "-vf",
  "signalstats,metadata=mode=print:key=lavfi.signalstats.YAVG:file=-",
  "-af",
  "silencedetect=noise=-30dB:duration=0.05",
] as const;

/** Times of flashes and of beeps in what a player would show and sound. */
const findFlashesAndBeeps = (input: readonly string[]): { readonly flashes: readonly number[]; readonly beeps: readonly number[] } => {
  const { stdout, stderr } = spawnSync(
    "ffmpeg",
    ["-hide_banner", "-copyts", ...input, "-map", "0:v", "-map", "0:a", ...look, "-f", "null", "-"],
    {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const flashes: number[] = [];
  let isWhite = true;
  for (const [, time = "", brightness = ""] of stdout.matchAll(/pts_time:([\d.]+)\s+lavfi\.signalstats\.YAVG=([\d.]+)/g)) {
    const isNow = Number(brightness) > 128;
    if (isNow && !isWhite) flashes.push(Number(time));
    isWhite = isNow;
  }
  return { flashes, beeps: [...stderr.matchAll(/silence_end: ([\d.]+)/g)].map(([, time]) => Number(time)) };
};

/** How late each beep is after its flash, in milliseconds. */
export const soundOffsetsMs = (input: readonly string[]): readonly number[] => {
  const { flashes, beeps } = findFlashesAndBeeps(input);
  return flashes.flatMap((flash) => {
    const nearest = beeps.toSorted((one, other) => Math.abs(one - flash) - Math.abs(other - flash))[0];
    return nearest === undefined || Math.abs(nearest - flash) > 0.5 ? [] : [Math.round((nearest - flash) * 1_000)];
  });
};
