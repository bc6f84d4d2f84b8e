import { spawn } from "node:child_process";
import { readSps } from "../protocols/h264/read-sps.ts";
import { readAvcConfiguration, readLengthPrefixed, sortUnits } from "../protocols/h264/read-units.ts";
import { createHangGuard } from "./hang-guard.ts";
import { createLiveMatroskaReader, type MatroskaFrame, type MatroskaTrack } from "../protocols/matroska/live-reader.ts";
import { createLiveMatroska } from "../protocols/matroska/live-writer.ts";
import type { VideoFormat } from "../stream/media-frame.ts";
import type { Transcoder, TranscoderSink } from "../stream/transcoder.ts";

/** Pictures that wait for a slow encoder; beyond this they are left out until the next key picture. */
const mostWaitingBytes = 2 * 1024 * 1024;

// A few bytes can claim to be a picture of gigabytes: none larger than 4096 × 2304 is decoded.
const input =
  "-hide_banner -loglevel error -nostdin -f matroska -probesize 32 -analyzeduration 0 -fflags nobuffer -max_pixels 9437184 -i pipe:0";
// One picture out for each that goes in, at its own time; what WebRTC viewers decode: constrained baseline.
const coder =
  "-fps_mode passthrough -vf crop=trunc(iw/2)*2:trunc(ih/2)*2 -pix_fmt yuv420p -c:v libx264 -preset veryfast -tune zerolatency -profile:v baseline -force_key_frames expr:gte(t,n_forced*1) -g 120";
// A cluster for each picture, or they would be held back until a second is full.
const output = "-f matroska -cluster_time_limit 0 -flush_packets 1 pipe:1";

const argumentsFor = (bitrate: number): readonly string[] =>
  `${input} ${coder} -b:v ${bitrate} -maxrate ${bitrate} -bufsize ${bitrate} ${output}`.split(" ");

/** About 0.1 bit for each pixel of 25 pictures a second: 2.3 Mbit/s at 720p. */
const bitrateOf = ({ width, height }: VideoFormat): number => Math.min(4_000_000, Math.max(300_000, Math.round(width * height * 2.5)));

const formatOf = (track: MatroskaTrack | undefined): VideoFormat | undefined => {
  const sets = readAvcConfiguration(track?.config ?? new Uint8Array());
  const facts = sets === undefined ? undefined : readSps(sets.sps);
  return sets === undefined || facts === undefined
    ? undefined
    : { codec: "h264", width: facts.width, height: facts.height, sps: sets.sps, pps: sets.pps };
};

/** Starts one ffmpeg that makes H.264 of VP8, VP9 or AV1; its pictures are read back with their times. */
export const createVideoTranscoder = (source: VideoFormat, sink: TranscoderSink, { ffmpeg = "ffmpeg" } = {}): Transcoder => {
  const matroska = createLiveMatroska({ video: source, audio: undefined });
  const child = spawn(ffmpeg, argumentsFor(bitrateOf(source)), { stdio: ["pipe", "pipe", "pipe"] });
  const guard = createHangGuard(child);
  let baseUs: number | undefined;
  let isClosed = false;
  let needsKey = true;
  let complaint = "";
  const takeFrame = ({ timeMs, bytes }: MatroskaFrame): void => {
    const units = readLengthPrefixed(bytes);
    if (units === undefined || isClosed) return;
    const { key, units: parts } = sortUnits(units);
    sink.onFrame({ kind: "video", timeUs: Math.round((baseUs ?? 0) + timeMs * 1_000), key, parts });
  };
  const reader = createLiveMatroskaReader({
    onTracks: ([track]) => {
      const format = formatOf(track);
      if (format !== undefined && !isClosed) sink.onFormat(format);
    },
    onFrame: takeFrame,
  });
  const fail = (why: string): void => {
    if (isClosed) return;
    isClosed = true;
    sink.onFailed(why);
  };
  child.stderr.on("data", (bytes: Buffer) => (complaint = (complaint + bytes.toString()).slice(-500)));
  child.stdin.on("error", () => undefined);
  child.stdout.on("data", (bytes: Buffer) => {
    guard.heard();
    reader.push(bytes);
  });
  child.on("error", ({ message }) => fail(message));
  child.on("close", (code) => fail(complaint || `It ended with ${code ?? "a signal"}.`));
  child.stdin.write(matroska.header);
  return {
    write(frame) {
      if (!isClosed) guard.wrote();
      if (frame.key) needsKey = false;
      if (child.stdin.writableLength > mostWaitingBytes) needsKey = true;
      if (isClosed || needsKey) return;
      baseUs ??= frame.timeUs;
      child.stdin.write(matroska.write({ ...frame, timeUs: frame.timeUs - baseUs }));
    },
    close() {
      isClosed = true;
      child.stdin.end();
      child.kill("SIGKILL");
    },
  };
};
