import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { cpuSecondsOfFamily } from "@tfx/e2e";
import { freeRtpPort } from "./free-ports.ts";
import { openJanus, type JanusProcess } from "./janus/janus-process.ts";
import type { Side } from "./side.ts";

/** Where the packets of one publisher arrive. */
interface Place {
  readonly audioPort: number;
  readonly videoPort: number;
  readonly sdp: string;
}

const payloadTypeOf = (answer: string, codec: RegExp): string =>
  [...answer.matchAll(/^a=rtpmap:(\d+) (\S+)/gm)].find(([, , name = ""]) => codec.test(name))?.[1] ?? "";

/** What ffmpeg has to know of the packets: Janus keeps the numbers that it negotiated. */
const describe = (answer: string, { audioPort, videoPort }: Omit<Place, "sdp">): string => {
  const [audio, video] = [payloadTypeOf(answer, /^opus/i), payloadTypeOf(answer, /^h264/i)];
  const parts = [
    ["m=audio", audioPort, audio, "opus/48000/2"],
    ["m=video", videoPort, video, "H264/90000"],
  ].map(([media, port, type, name]) => `${media} ${port} RTP/AVP ${type}\na=rtpmap:${type} ${name}\n`);
  return `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n${parts.join("")}`;
};

const input =
  "-v error -nostdin -protocol_whitelist file,udp,rtp -fflags +genpts+nobuffer -analyzeduration 200000 -probesize 500000 -reorder_queue_size 64 -max_delay 300000 -i";
const output =
  "-map 0:v -map 0:a -c:v copy -c:a aac -b:a 96k -af aresample=async=1 -f hls -hls_time 1 -hls_list_size 6 -hls_segment_type fmp4 -hls_flags delete_segments+independent_segments+temp_file -hls_fmp4_init_filename init.mp4 -hls_segment_filename s%05d.m4s index.m3u8";
const playlistMs = 20_000;

/** One ffmpeg makes plain HLS of what Janus passes on. */
const startHls = (folder: string, { sdp }: Place): ChildProcess => {
  writeFileSync(join(folder, "stream.sdp"), sdp);
  return spawn("ffmpeg", [...input.split(" "), "stream.sdp", ...output.split(" ")], { cwd: folder, stdio: "ignore" });
};

const hasPlaylist = async (folder: string, janus: JanusProcess): Promise<void> => {
  for (const endMs = performance.now() + playlistMs; performance.now() < endMs; await wait(500)) {
    // Janus asks for no key picture when it begins to pass packets on.
    await janus.requestKeys();
    const text = await readFile(join(folder, "index.m3u8"), "utf8").catch(() => "");
    if (text.includes("#EXTINF")) return;
  }
  throw new Error("Janus and ffmpeg make no HLS");
};

/** Janus with its packets passed on to UDP; its output is HLS by one ffmpeg a stream. */
export const openJanusSide = async (): Promise<Side> => {
  const janus = await openJanus();
  const places = new Map<number, Place>();
  const coders: { readonly child: ChildProcess; readonly folder: string }[] = [];
  return {
    name: janus.name,
    async answer(index, offer) {
      const ports = { audioPort: await freeRtpPort(), videoPort: await freeRtpPort() };
      const answer = await janus.publish(index, offer, ports);
      places.set(index, { ...ports, sdp: describe(answer, ports) });
      return answer;
    },
    async startOutputs() {
      for (const place of places.values()) {
        const folder = mkdtempSync(join(tmpdir(), "tfx-bench-hls-"));
        coders.push({ child: startHls(folder, place), folder });
      }
      for (const { folder } of coders) await hasPlaylist(folder, janus);
    },
    async clear() {
      await janus.clear();
      places.clear();
      for (const { child, folder } of coders.splice(0)) {
        child.kill("SIGKILL");
        rmSync(folder, { recursive: true, force: true });
      }
    },
    cpuSeconds: () => janus.cpuSeconds() + coders.reduce((sum, { child }) => sum + cpuSecondsOfFamily(child.pid), 0),
    close: () => janus.close(),
  };
};
