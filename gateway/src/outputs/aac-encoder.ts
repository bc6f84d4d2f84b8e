import { spawn } from "node:child_process";
import { aacFrameSamples, createAdtsReader } from "../protocols/adts/adts.ts";
import { opusDurationUs } from "../protocols/opus/opus-track.ts";
import { createHangGuard } from "./hang-guard.ts";
import { createLiveMatroska } from "../protocols/matroska/live-writer.ts";
import type { AudioFormat, MediaFrame } from "../stream/media-frame.ts";

/** Makes AAC of Opus, with one ffmpeg. */
export interface AacEncoder {
  write(frame: MediaFrame): void;
  close(): void;
}

/** What becomes of the sound. */
export interface AacSink {
  /** Before the first frame. */
  onFormat(format: AudioFormat): void;
  onFrame(frame: MediaFrame): void;
  /** ffmpeg ended by itself. */
  onFailed(why: string): void;
}

/** One frame of AAC goes ahead of the sound (ISO/IEC 14496-24): ffmpeg's encoder puts 1,024 samples before it. */
const primingFrames = 1;
const mostWaitingBytes = 1024 * 1024;
/** So much sound is handed over at once: most of what the encoder costs is to wake it up. */
const gatherUs = 40_000;

const input = "-hide_banner -loglevel error -nostdin -f matroska -probesize 32 -analyzeduration 0 -fflags nobuffer -i pipe:0";
// Holes become silence and drift is taken out, so that counted frames stand at the times of the source.
const filter = "-af aresample=async=1000:min_hard_comp=0.04:first_pts=0";
const output = "-ar 48000 -ac 2 -flush_packets 1 -f adts pipe:1";

/** "Better and much faster" above 64 kbit/s, as ffmpeg says of it (ffmpeg-codecs, aac_coder). */
const coder = "-c:a aac -aac_coder fast";

const argumentsFor = (bitrate: number): readonly string[] => `${input} ${filter} ${coder} -b:a ${bitrate} ${output}`.split(" ");

/** Starts an encoder for the sound of one stream. */
export const createAacEncoder = (source: AudioFormat, sink: AacSink, { ffmpeg = "ffmpeg", bitrate = 96_000 } = {}): AacEncoder => {
  const matroska = createLiveMatroska({ video: undefined, audio: source });
  const reader = createAdtsReader();
  const child = spawn(ffmpeg, argumentsFor(bitrate), { stdio: ["pipe", "pipe", "pipe"] });
  const guard = createHangGuard(child);
  let firstUs: number | undefined;
  let frames = 0;
  let isClosed = false;
  let gathered: Uint8Array[] = [];
  let gatheredUs = 0;
  let complaint = "";

  child.stderr.on("data", (bytes: Buffer) => (complaint = (complaint + bytes.toString()).slice(-500)));
  child.stdin.on("error", () => undefined);
  const fail = (why: string): void => {
    if (isClosed) return;
    isClosed = true;
    sink.onFailed(why);
  };
  child.on("error", ({ message }) => fail(message));
  child.on("close", (code) => fail(complaint || `It ended with ${code ?? "a signal"}.`));
  child.stdout.on("data", (bytes: Buffer) => {
    guard.heard();
    const isFirst = reader.format === undefined;
    const coded = reader.push(bytes);
    if (isFirst && reader.format !== undefined) sink.onFormat(reader.format);
    for (const part of coded) {
      const timeUs = Math.round((firstUs ?? 0) + ((frames - primingFrames) * aacFrameSamples * 1_000_000) / 48_000);
      frames += 1;
      if (frames > primingFrames) sink.onFrame({ kind: "audio", timeUs, key: true, parts: [part] });
    }
  });
  child.stdin.write(matroska.header);
  return {
    write(frame) {
      if (isClosed) return;
      guard.wrote();
      if (child.stdin.writableLength > mostWaitingBytes) return;
      firstUs ??= frame.timeUs;
      gatheredUs += opusDurationUs(frame.parts[0] ?? new Uint8Array());
      // From zero, as the frames that come out are counted.
      gathered.push(matroska.write({ ...frame, timeUs: frame.timeUs - firstUs }));
      if (gatheredUs < gatherUs) return;
      child.stdin.write(Buffer.concat(gathered));
      gathered = [];
      gatheredUs = 0;
    },
    close() {
      isClosed = true;
      child.stdin.end();
      child.kill("SIGKILL");
    },
  };
};
