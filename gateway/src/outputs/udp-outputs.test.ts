import { execFile } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { RtcpPacketConverter, RtcpSrPacket } from "werift";
import { rtpSdp } from "../protocols/sdp/rtp-sdp.ts";
import { loadFilm } from "../testing/load-film.ts";
import { createTestContext } from "../testing/output-context.ts";
import { playLive } from "../testing/play-live.ts";
import { udpRtpOutput } from "./udp-rtp-output.ts";
import { udpTsOutput } from "./udp-ts-output.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "tfx-udp-"));
afterAll(() => rmSync(folder, { recursive: true }));
const film = loadFilm({ seconds: 20 });
const probe = "-v error -count_frames -read_intervals %+3 -show_streams -of json".split(" ");

/** An even port that is free now, with those above it. */
const freePort = async (): Promise<number> => {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  return port - (port % 2);
};
const look = async (input: readonly string[]) => {
  const { stdout } = await run("ffprobe", [...probe, ...input], { timeout: 30_000 });
  const { streams } = JSON.parse(stdout) as { streams: readonly { codec_name: string; width?: number; nb_read_frames: string }[] };
  return streams.toSorted((one, other) => one.codec_name.localeCompare(other.codec_name));
};

describe("streams over UDP", () => {
  it("play as a transport stream", async () => {
    const port = await freePort();
    const { bus, context } = createTestContext();
    const output = udpTsOutput.open(bus, { host: "127.0.0.1", port }, context);
    const stop = playLive(bus, film);
    const [sound, picture] = await look([`udp://127.0.0.1:${port}?timeout=10000000`]);
    expect(sound).toMatchObject({ codec_name: "aac" });
    expect(picture).toMatchObject({ codec_name: "h264", width: 320 });
    expect(Number(picture?.nb_read_frames)).toBeGreaterThan(20);
    stop();
    await output?.close();
  }, 40_000);

  it("play as RTP from their SDP file", async () => {
    const port = await freePort();
    const { bus, context } = createTestContext();
    const output = udpRtpOutput.open(bus, { host: "127.0.0.1", port }, context);
    const stop = playLive(bus, film);
    const sdp = join(folder, "film.sdp");
    writeFileSync(sdp, rtpSdp(film.format, { host: "127.0.0.1", port, name: "film" }));
    const [sound, picture] = await look(["-protocol_whitelist", "file,udp,rtp", "-i", sdp]);
    expect(sound).toMatchObject({ codec_name: "aac" });
    expect(picture).toMatchObject({ codec_name: "h264", width: 320 });
    expect(Number(picture?.nb_read_frames)).toBeGreaterThan(20);
    stop();
    await output?.close();
  }, 40_000);

  it("say by reports which pictures and which sound belong together", async () => {
    const sockets = [createSocket("udp4"), createSocket("udp4")] as const;
    const port = await freePort();
    const reports = new Map<number, { ntpMs: number; seconds: number }>();
    for (const [index, socket] of sockets.entries()) {
      socket.bind(port + 1 + index * 2, "127.0.0.1");
      socket.on("message", (bytes) => {
        const report = RtcpPacketConverter.deSerialize(bytes).find((packet) => packet instanceof RtcpSrPacket);
        if (report === undefined) return;
        const { ntpTimestamp, rtpTimestamp } = report.senderInfo;
        const ntpMs = Number((ntpTimestamp * 1_000n) >> 32n);
        reports.set(index, { ntpMs, seconds: rtpTimestamp / (index === 0 ? 90_000 : 48_000) });
      });
    }
    const { bus, context } = createTestContext();
    const output = udpRtpOutput.open(bus, { host: "127.0.0.1", port }, context);
    const stop = playLive(bus, film, 5_000_000);
    await expect.poll(() => reports.size).toBe(2);
    const [picture, sound] = [reports.get(0), reports.get(1)];
    const apart = (picture?.ntpMs ?? 0) - (picture?.seconds ?? 0) * 1_000 - ((sound?.ntpMs ?? 0) - (sound?.seconds ?? 0) * 1_000);
    expect(Math.abs(apart)).toBeLessThan(3);
    stop();
    await output?.close();
    for (const socket of sockets) socket.close();
  });

  it("refuse an address that is none, and an odd port for RTP", () => {
    const { bus, context } = createTestContext();
    expect(udpTsOutput.open(bus, { host: "example.org; rm", port: 1 }, context)).toBeUndefined();
    expect(udpRtpOutput.open(bus, { host: "127.0.0.1", port: 5_001 }, context)).toBeUndefined();
  });
});
