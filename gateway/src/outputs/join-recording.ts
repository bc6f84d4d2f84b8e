import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ListedSegment, LiveWindow } from "../protocols/hls/live-window.ts";

/** Segments that need the same head: one file. */
const runsOf = ({ segments }: LiveWindow): readonly (readonly ListedSegment[])[] => {
  const runs: ListedSegment[][] = [];
  for (const segment of segments) {
    const last = runs.at(-1);
    if (last?.[0]?.map === segment.map) last.push(segment);
    else runs.push([segment]);
  }
  return runs;
};

/** Names of the files that a recording is joined to: one, or one for each format that it had. */
export const recordingNames = (window: LiveWindow): readonly string[] =>
  runsOf(window).map((_, index) => (index === 0 ? "recording.mp4" : `recording-${index + 1}.mp4`));

async function* bytesOf(folder: string, names: readonly string[]): AsyncGenerator<Buffer> {
  for (const name of names) {
    const path = join(folder, name);
    // Of a segment that begins on a full disk nothing was written.
    if ((await stat(path).catch(() => undefined))?.isFile() !== true) continue;
    for await (const bytes of createReadStream(path)) yield bytes as Buffer;
  }
}

const joinRun = async (
  folder: string,
  { names, target, ffmpeg }: { readonly names: readonly string[]; readonly target: string; readonly ffmpeg: string },
): Promise<void> => {
  const partial = join(folder, `${target}.part`);
  const parameters = `-hide_banner -loglevel error -nostdin -y -f mp4 -i pipe:0 -map 0 -c copy -movflags +faststart -f mp4`.split(" ");
  const child = spawn(ffmpeg, [...parameters, partial], { stdio: ["pipe", "ignore", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (bytes: Buffer) => (complaint = (complaint + bytes.toString()).slice(-300)));
  const closed = once(child, "close") as Promise<[number | null]>;
  // An ffmpeg that gives up early closes its input; why, it says itself.
  const fed = await pipeline(bytesOf(folder, names), child.stdin).then(
    () => undefined,
    (error: unknown) => error,
  );
  const [code] = await closed;
  // Half a file would take room that a full disk does not have.
  if (code !== 0 || fed !== undefined) await rm(partial, { force: true });
  if (code !== 0) throw new Error(`A recording was not joined: ${complaint}`);
  if (fed !== undefined) throw fed;
  await rename(partial, join(folder, target));
};

/** Joins the segments of a recording to MP4 that plays everywhere and can be searched; the segments stay. */
export const joinRecording = async (folder: string, window: LiveWindow, { ffmpeg = "ffmpeg" } = {}): Promise<void> => {
  const names = recordingNames(window);
  for (const [index, run] of runsOf(window).entries()) {
    const [first] = run;
    const target = names[index];
    if (first === undefined || target === undefined) continue;
    await joinRun(folder, { names: [first.map, ...run.map(({ uri }) => uri)], target, ffmpeg });
  }
};
