import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const most = { maxBuffer: 256 * 1024 * 1024 } as const;

/** Colours that films have, as decoders give them (BT.601: Y, U, V). */
const colours = {
  black: [16, 128, 128],
  white: [235, 128, 128],
  red: [81, 90, 240],
  lime: [145, 54, 34],
  blue: [41, 240, 110],
  yellow: [210, 16, 146],
} as const;
/** The colours of test films. */
export type Colour = keyof typeof colours;

/** What a player would show and sound. */
export interface Seen {
  readonly pictures: readonly { readonly seconds: number; readonly colour: Colour; readonly width: number }[];
  /** When each packet of sound begins, in seconds. */
  readonly sound: readonly number[];
  /** What the decoder complained about. */
  readonly complaints: string;
}

const nearest = (yuv: readonly number[]): Colour => {
  const distance = (name: Colour): number => colours[name].reduce((sum, value, index) => sum + (value - (yuv[index] ?? 0)) ** 2, 0);
  return (Object.keys(colours) as Colour[]).toSorted((one, other) => distance(one) - distance(other))[0] ?? "black";
};

const filter = "showinfo,signalstats,metadata=mode=print:file=-";

/** Decodes everything of a file or an address. */
export const lookAt = async (input: readonly string[]): Promise<Seen> => {
  const decode = ["-hide_banner", "-nostdin", "-v", "info", "-copyts", ...input, "-map", "0:v?", "-vf", filter, "-fps_mode", "passthrough"];
  const { stdout, stderr } = await run("ffmpeg", [...decode, "-f", "null", "-"], most).catch((error: unknown) => {
    // Without a picture there is nothing to decode; anything else is told by what it wrote.
    const { stdout: out = "", stderr: err = "" } = error as { stdout?: string; stderr?: string };
    return { stdout: out, stderr: err };
  });
  const widths = [...stderr.matchAll(/ s:(\d+)x\d+ /g)].map(([, width]) => Number(width));
  const number = (block: string, name: string): number => Number(new RegExp(`${name}=([\\d.]+)`).exec(block)?.[1] ?? 0);
  const pictures = stdout
    .split(/^frame:/m)
    .slice(1)
    .map((block, index) => ({
      seconds: Number(/pts_time:(-?[\d.]+)/.exec(block)?.[1]),
      colour: nearest(["YAVG", "UAVG", "VAVG"].map((name) => number(block, `signalstats\\.${name}`))),
      width: widths[index] ?? 0,
    }));
  const list = ["-v", "error", ...input.filter((one) => one !== "-i"), "-select_streams", "a", "-show_entries", "packet=pts_time"];
  const sound = await run("ffprobe", [...list, "-of", "csv=p=0"], most).catch(() => ({ stdout: "" }));
  return {
    pictures,
    sound: sound.stdout.split(/[\s,]+/).flatMap((time) => (time === "" ? [] : [Number.parseFloat(time)])),
    complaints: stderr
      .split("\n")
      // Where the pictures are thrown away, two may share a time of a coarser clock.
      .filter((line) => /error|invalid|corrupt|non-existing|missing|conceal|no frame/i.test(line) && !line.includes(" to muxer "))
      .join("\n"),
  };
};

/** Decodes bytes. */
export const lookAtBytes = async (bytes: Uint8Array, ending: "ts" | "mp4"): Promise<Seen> => {
  const folder = await mkdtemp(join(tmpdir(), "tfx-look-"));
  try {
    const path = join(folder, `film.${ending}`);
    await writeFile(path, bytes);
    return await lookAt(["-i", path]);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** The longest time between two that follow each other, in seconds; 0 for fewer than two. */
export const longestGap = (times: readonly number[]): number =>
  times.reduce((longest, time, index) => (index === 0 ? 0 : Math.max(longest, time - (times[index - 1] ?? time))), 0);

/** Colours in the order in which they were shown, each once for as long as it stays. */
export const coloursOf = ({ pictures }: Seen): readonly Colour[] =>
  pictures.filter(({ colour }, index) => colour !== pictures[index - 1]?.colour).map(({ colour }) => colour);

/** A reader of a transport stream. */
export interface TsReader {
  readonly status: number;
  readonly bytes: number;
  readonly isOpen: boolean;
  /** Ends it; answers what it would have shown. */
  look(): Promise<Seen>;
}

/** Reads a transport stream until it is looked at. */
export const openTsReader = async (url: string): Promise<TsReader> => {
  const stop = new AbortController();
  const response = await fetch(url, { signal: stop.signal });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let isOpen = response.ok;
  const read = async (): Promise<void> => {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      bytes += chunk.length;
    }
  };
  const reading = read()
    // Stopped by us, or cut off by the gateway: both end it.
    .catch(() => undefined)
    .finally(() => (isOpen = false));
  return {
    status: response.status,
    get bytes() {
      return bytes;
    },
    get isOpen() {
      return isOpen;
    },
    async look() {
      stop.abort();
      await reading;
      return lookAtBytes(Buffer.concat(chunks), "ts");
    },
  };
};
