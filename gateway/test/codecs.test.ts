import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Gateway } from "../src/index.ts";
import { openTestGateway } from "../src/testing/open-gateway.ts";
import { openTestPublisher, type TestCodec } from "../src/testing/test-publisher.ts";

const run = promisify(execFile);
let gateway: Gateway;
beforeAll(async () => {
  gateway = await openTestGateway();
});
afterAll(() => gateway.close());

describe("a publisher who sends no H.264", () => {
  for (const codec of ["vp8", "vp9", "av1"] as const satisfies readonly TestCodec[])
    it(`is played as H.264 all the same: ${codec}`, async () => {
      const publisher = await openTestPublisher({ url: `${gateway.url}/whip/${codec}`, codec });
      expect(publisher.status).toBe(201);
      const address = `${gateway.url}/ts/${codec}.ts`;
      const index = async () => (await fetch(`${gateway.url}/hls/${codec}/index.m3u8`)).text();
      await expect.poll(index, { timeout: 15_000 }).toContain("avc1.42");
      const { stdout } = await run("ffprobe", `-v error -count_frames -read_intervals %+3 -show_streams -of json ${address}`.split(" "));
      const { streams } = JSON.parse(stdout) as { streams: { codec_name: string; width?: number; nb_read_frames: string }[] };
      const video = streams.find(({ width }) => width !== undefined);
      expect(video).toMatchObject({ codec_name: "h264", width: 320 });
      expect(Number(video?.nb_read_frames)).toBeGreaterThan(10);
      expect(streams.map(({ codec_name }) => codec_name)).toContain("aac");
      await publisher.close();
    });
});
