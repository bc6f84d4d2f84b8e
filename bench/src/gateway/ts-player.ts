import { spawn } from "node:child_process";
import { strip, ageOf } from "./time-code.ts";

/** What a player of the transport stream saw. */
export interface Played {
  /** From its start to its first picture. */
  readonly firstMs: number;
  /** Milliseconds by which its pictures were late. */
  readonly ages: readonly number[];
  /** What the decoder complained of. */
  readonly complaints: string;
}

const cells = strip.columns * strip.rows;
/** Not `nobuffer`: it throws away what was looked at, the first key picture too, and waits for the next one. */
const input = "-nostdin -v warning -threads 1 -flags low_delay -probesize 500000 -analyzeduration 300000 -i".split(" ");
const look = `crop=in_w:${strip.rows * strip.cell}:0:in_h-${strip.rows * strip.cell},scale=${strip.columns}:${strip.rows}:flags=area`;
const output = ["-map", "0:v", "-vf", look, "-fps_mode", "passthrough", "-pix_fmt", "gray", "-f", "rawvideo", "pipe:1"];

/** What only looks at the pictures here has complaints of its own. */
const ofDecoder = (text: string): string =>
  text
    .split("\n")
    .filter((line) => line !== "" && !/swscaler|rawvideo|Last message repeated/.test(line))
    .join("\n");

/** Plays for so many milliseconds from its first picture on. */
export const playTs = (url: string, playMs: number): Promise<Played> =>
  new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const child = spawn("ffmpeg", [...input, url, ...output], { stdio: ["ignore", "pipe", "pipe"] });
    const ages: number[] = [];
    let firstMs: number | undefined;
    let complaints = "";
    let rest: Buffer = Buffer.alloc(0);
    child.once("error", reject);
    child.stderr.on("data", (bytes: Buffer) => (complaints += bytes.toString()));
    child.stdout.on("data", (bytes: Buffer) => {
      rest = Buffer.concat([rest, bytes]);
      if (firstMs === undefined) {
        firstMs = performance.now() - startedMs;
        setTimeout(() => child.kill("SIGKILL"), playMs);
      }
      for (; rest.length >= cells; rest = rest.subarray(cells)) {
        const age = ageOf(rest, Date.now());
        if (age !== undefined) ages.push(age);
      }
    });
    child.once("close", () => resolve({ firstMs: firstMs ?? Infinity, ages, complaints: ofDecoder(complaints) }));
  });
