import { spawn } from "node:child_process";
import { once } from "node:events";
import { readSps } from "../protocols/h264/read-sps.ts";
import { readAvcConfiguration, readLengthPrefixed, sortUnits } from "../protocols/h264/read-units.ts";
import { createLiveMatroskaReader } from "../protocols/matroska/live-reader.ts";
import { createLiveMatroska } from "../protocols/matroska/live-writer.ts";
import type { MediaFrame, VideoFormat } from "../stream/media-frame.ts";
import type { MakeStill, StillPicture } from "../stream/picture-freezer.ts";

const common = "-hide_banner -loglevel error -nostdin";
/** The last picture as JPEG: only a decoder knows what it looks like. A few more, for some may be broken. */
const decode = (pictures: number): string =>
  `${common} -max_pixels 37748736 -f matroska -i pipe:0 -vf select=gte(n\\,${Math.max(pictures - spare, 0)}) -fps_mode passthrough -c:v mjpeg -q:v 2 -f image2pipe pipe:1`;
const spare = 5;
/** One key picture and nine that change nothing. */
const encode = `${common} -f mjpeg -i pipe:0 -vf loop=9:1:0,setpts=N/5/TB -r 5 -pix_fmt yuv420p -c:v libx264 -preset veryfast -tune zerolatency -profile:v baseline -g 10 -f matroska pipe:1`;
/** An ffmpeg that takes longer is no use. */
const longestMs = 8_000;

const runThrough = async (parameters: string, input: Uint8Array): Promise<Buffer> => {
  const child = spawn("ffmpeg", parameters.split(" "), { stdio: ["pipe", "pipe", "ignore"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), longestMs);
  const pieces: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => void pieces.push(bytes));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  await once(child, "close").finally(() => clearTimeout(timer));
  return Buffer.concat(pieces);
};

const startOfImage = Buffer.of(0xff, 0xd8, 0xff);

const readStill = (bytes: Uint8Array): StillPicture | undefined => {
  let format: VideoFormat | undefined;
  const frames: Pick<MediaFrame, "key" | "parts">[] = [];
  createLiveMatroskaReader({
    onTracks([track]) {
      const sets = readAvcConfiguration(track?.config ?? new Uint8Array());
      const facts = sets === undefined ? undefined : readSps(sets.sps);
      if (sets !== undefined && facts !== undefined) format = { codec: "h264", width: facts.width, height: facts.height, ...sets };
    },
    onFrame(frame) {
      const { key, units } = sortUnits(readLengthPrefixed(frame.bytes) ?? []);
      if (units.length > 0) frames.push({ key, parts: units });
    },
  }).push(bytes);
  return format === undefined ? undefined : { format, frames };
};

/** Makes a still with ffmpeg. */
export const makeStillPicture: MakeStill = async (format, frames) => {
  const matroska = createLiveMatroska({ video: format, audio: undefined });
  const [first] = frames;
  const film = frames.map((frame) => matroska.write({ ...frame, timeUs: frame.timeUs - (first?.timeUs ?? 0) }));
  const images = await runThrough(decode(frames.length), Buffer.concat([matroska.header, ...film]));
  const last = images.lastIndexOf(startOfImage);
  return last < 0 ? undefined : readStill(await runThrough(encode, images.subarray(last)));
};
