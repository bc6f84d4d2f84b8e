import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { loadFilm, openReplayPublisher, soundOffsetsMs } from "@tfx/gateway/testing";
import { median, type BenchResult } from "../result.ts";
import { freeRtpPort } from "./free-ports.ts";
import { besideGoal } from "./goal.ts";
import { isOnAir } from "./is-on-air.ts";
import { recordStream } from "./record-stream.ts";
import { whepOffsetsMs } from "./whep-offsets.ts";

const filmSeconds = 4;
const recordSeconds = 8;
const goalMs = 40;

const postOutput = async (url: string, kind: string, params: object): Promise<void> => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/api/streams/lips/outputs`, { method: "POST", headers, body: JSON.stringify({ kind, params }) });
  if (!response.ok) throw new Error(`${kind}: ${response.status}`);
};

const takeRecording = async (url: string): Promise<Uint8Array> => {
  for (let attempt = 0; attempt < 100; attempt += 1, await wait(100)) {
    const [one] = (await (await fetch(`${url}/recordings/lips`)).json()) as { files?: readonly { url: string }[] }[];
    const file = await fetch(`${url}/recordings/lips/latest/recording.mp4`);
    if (one !== undefined && file.ok) return new Uint8Array(await file.arrayBuffer());
  }
  throw new Error("There is no recording");
};

/** A flash and a beep at one moment, on every way out: how far apart they are there. */
export const measureLips = async (url: string): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-bench-lips-"));
  const film = loadFilm({ seconds: filmSeconds, sound: "opus", size: "320x180" });
  const publisher = await openReplayPublisher(`${url}/whip/lips`, film, filmSeconds * 1_000_000);
  const path = (name: string): string => join(folder, name);
  try {
    await isOnAir(url, "lips");
    const port = await freeRtpPort();
    await postOutput(url, "record", {});
    writeFileSync(path("lips.sdp"), await (await fetch(`${url}/rtp/lips.sdp?port=${port}`)).text());
    const rtp = recordStream(["-protocol_whitelist", "file,udp,rtp", "-i", path("lips.sdp")], path("rtp.mkv"), recordSeconds);
    await wait(500);
    await postOutput(url, "udp-rtp", { host: "127.0.0.1", port });
    const [whep] = await Promise.all([
      whepOffsetsMs(`${url}/whep/lips`, film, recordSeconds),
      rtp,
      recordStream(["-i", `${url}/ts/lips.ts`], path("ts.mkv"), recordSeconds),
      recordStream(["-i", `${url}/hls/lips/index.m3u8`], path("hls.mkv"), recordSeconds),
    ]);
    await publisher.close();
    await fetch(`${url}/api/streams/lips`, { method: "DELETE" });
    writeFileSync(path("recording.mp4"), await takeRecording(url));
    const offsets: Readonly<Record<string, readonly number[]>> = {
      WHEP: whep,
      "LL-HLS": soundOffsetsMs(["-i", path("hls.mkv")]),
      "MPEG-TS": soundOffsetsMs(["-i", path("ts.mkv")]),
      RTP: soundOffsetsMs(["-i", path("rtp.mkv")]),
      recording: soundOffsetsMs(["-i", path("recording.mp4")]),
    };
    return Object.entries(offsets).map(([way, all]) => {
      console.log(`sound against picture, ${way}: ${all.map((one) => one.toFixed(0)).join(" ")} ms`);
      const ours = Math.round(Math.abs(median(all)));
      return besideGoal(`sound against picture, ${way}`, { ours, goal: goalMs, unit: "ms", rounds: all.length });
    });
  } finally {
    await publisher.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
