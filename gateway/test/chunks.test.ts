import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { Gateway } from "../src/index.ts";
import { openTestGateway } from "../src/testing/open-gateway.ts";

const run = promisify(execFile);
let gateway: Gateway;
const sockets: WebSocket[] = [];
beforeAll(async () => {
  gateway = await openTestGateway();
}, 40_000);
afterAll(async () => {
  for (const socket of sockets) socket.terminate();
  await gateway.close();
});

/** What a browser's recorder makes: WebM with VP8 and Opus, cut anywhere; its pictures may begin later than its sound. */
const webm = (seconds: number, pictureAfter = 0): readonly Buffer[] => {
  const input = `-v error -itsoffset ${pictureAfter} -f lavfi -i testsrc=size=320x180:rate=30:duration=${seconds - pictureAfter} -f lavfi -i sine=frequency=440:sample_rate=48000:duration=${seconds}`;
  const coders =
    "-pix_fmt yuv420p -c:v libvpx -deadline realtime -cpu-used 8 -b:v 400k -g 30 -c:a libopus -f webm -live 1 -cluster_time_limit 200 pipe:1";
  const bytes = execFileSync("ffmpeg", `${input} ${coders}`.split(" "), { maxBuffer: 64 * 1024 * 1024 });
  const size = Math.ceil(bytes.length / (seconds * 5));
  return Array.from({ length: seconds * 5 }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
};

interface Ingest {
  readonly socket: WebSocket;
  readonly said: { session?: string; next: number }[];
}
const connect = async (stream: string, { session, at = gateway }: { session?: string | undefined; at?: Gateway } = {}): Promise<Ingest> => {
  const query = session === undefined ? "" : `?session=${session}`;
  const socket = new WebSocket(`${at.url.replace("http", "ws")}/chunks/${stream}${query}`);
  sockets.push(socket);
  const said: Ingest["said"] = [];
  socket.on("message", (data: Buffer) => void said.push(JSON.parse(data.toString()) as Ingest["said"][number]));
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  await expect.poll(() => said.length).toBeGreaterThan(0);
  return { socket, said };
};
const send = ({ socket }: Ingest, sequence: number, chunk: Buffer): void => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(sequence);
  socket.send(Buffer.concat([head, chunk]));
};

describe("a recorder over a WebSocket", () => {
  it("is played like any publisher, through a cut and with chunks that come twice", async () => {
    const chunks = webm(24);
    const first = await connect("recorder");
    const startMs = performance.now();
    let ingest = first;
    let sequence = 0;
    const sendDue = (): void => {
      for (; sequence < Math.min(chunks.length, (performance.now() - startMs) / 200); sequence += 1)
        send(ingest, sequence, chunks[sequence] ?? Buffer.alloc(0));
    };
    const timer = setInterval(sendDue, 50);
    const index = async () => (await fetch(`${gateway.url}/hls/recorder/index.m3u8`)).text();
    await expect.poll(index, { timeout: 15_000 }).toContain("avc1.42");
    // Cut off; it comes back and sends the last two again.
    clearInterval(timer);
    first.socket.terminate();
    const second = await connect("recorder", { session: first.said[0]?.session });
    const from = second.said[0]?.next ?? 0;
    expect(from).toBeGreaterThan(2);
    sequence = from - 2;
    ingest = second;
    const again = setInterval(sendDue, 50);
    const { stdout, stderr } = await run(
      "ffprobe",
      `-v error -count_frames -read_intervals %+3 -show_streams -of json ${gateway.url}/ts/recorder.ts`.split(" "),
    );
    const { streams } = JSON.parse(stdout) as { streams: { codec_name: string; width?: number; nb_read_frames: string }[] };
    expect(stderr).toBe("");
    expect(streams.map(({ codec_name }) => codec_name).toSorted()).toEqual(["aac", "h264"]);
    expect(Number(streams.find(({ width }) => width === 320)?.nb_read_frames)).toBeGreaterThan(10);
    clearInterval(again);
  }, 60_000);

  it("is recorded from its first picture on, though its sound began before", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tfx-chunks-"));
    const recording = await openTestGateway({ folder });
    try {
      const ingest = await connect("late", { at: recording });
      const api = `${recording.url}/api/streams/late`;
      const record = { method: "POST", headers: { "content-type": "application/json" }, body: '{"kind":"record","params":{}}' };
      expect((await fetch(`${api}/outputs`, record)).status).toBe(201);
      for (const [sequence, chunk] of webm(6, 1).entries()) {
        send(ingest, sequence, chunk);
        await wait(100);
      }
      await fetch(api, { method: "DELETE" });
      const file = `${recording.url}/recordings/late/latest/recording.mp4`;
      await expect.poll(async () => (await fetch(file, { method: "HEAD" })).status, { timeout: 20_000 }).toBe(200);
      const firstOf = async (kind: "v" | "a"): Promise<number> => {
        const asked = `-v error -select_streams ${kind} -show_entries packet=pts_time -read_intervals %+1 -of csv=p=0 ${file}`;
        return Number((await run("ffprobe", asked.split(" "))).stdout.split("\n")[0]?.replace(",", ""));
      };
      expect(Math.abs((await firstOf("a")) - (await firstOf("v")))).toBeLessThan(0.1);
    } finally {
      await recording.close();
      await rm(folder, { recursive: true });
    }
  }, 60_000);

  it("is let go when it sends something else, or leaves a hole", async () => {
    const closed = ({ socket }: Ingest) => new Promise<number>((resolve) => void socket.once("close", resolve));
    const text = await connect("text");
    const code = closed(text);
    send(text, 0, Buffer.from("hello, this is no WebM"));
    expect(await code).toBe(1007);
    const hole = await connect("hole");
    const holeCode = closed(hole);
    send(hole, 5, Buffer.alloc(10));
    expect(await holeCode).toBe(1002);
  });

  it("needs a token where one is needed", async () => {
    const guarded = await openTestGateway({ secret: "a secret that nobody can guess, at all" });
    const socket = new WebSocket(`${guarded.url.replace("http", "ws")}/chunks/film`);
    const [status] = await new Promise<[number | undefined]>((resolve) =>
      socket.once("unexpected-response", (_request, response) => resolve([response.statusCode])),
    );
    expect(status).toBe(401);
    await guarded.close();
  }, 40_000);
});
