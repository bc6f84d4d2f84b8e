import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import type { StreamFormat } from "../stream/media-frame.ts";
import { loadFilm } from "../testing/load-film.ts";
import { createTestContext } from "../testing/output-context.ts";
import { playLive } from "../testing/play-live.ts";
import { freeTcpPort, openRtmpServer, type RtmpServer } from "../testing/rtmp-server.ts";
import { pushOutput, withoutTarget } from "./push-output.ts";

const run = promisify(execFile);
const film = loadFilm({ seconds: 30 });
const undo: (() => void)[] = [];
afterEach(() => {
  for (const one of undo.splice(0)) one();
});
const open = async (port: number): Promise<RtmpServer> => {
  const server = await openRtmpServer(port);
  undo.push(() => server.close());
  return server;
};
it("a complaint tells nothing of the key of the channel, however long its address is", () => {
  const key = "live_123_secret";
  const url = `rtmp://a.example/${"x".repeat(400)}/${key}`;
  expect(withoutTarget(`[out#0] Error opening ${url}: refused`, url)).toBe("[out#0] Error opening the target: refused");
  expect(withoutTarget(`Cannot play ${key} at a.example`, `${url}/`)).toBe("Cannot play … at a.example");
});

const push = (url: string) => {
  const made = createTestContext();
  const output = pushOutput.open(made.bus, { url }, made.context);
  const stop = playLive(made.bus, film);
  undo.push(() => void output?.close(), stop);
  return made;
};
const codecs = async (input: readonly string[]): Promise<readonly string[]> => {
  const parameters = ["-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", ...input];
  const { stdout } = await run("ffprobe", parameters, { timeout: 15_000 }).catch(() => ({ stdout: "" }));
  // A transport stream names each once more, for its programme.
  return [...new Set(stdout.split(/\s+/).filter((name) => name !== ""))].toSorted();
};

describe("a push", () => {
  it("plays from an RTMP server, and again when that one came back from the dead", async () => {
    const port = await freeTcpPort();
    const server = await open(port);
    const { reports } = push(server.url);
    await expect.poll(() => codecs(["-rw_timeout", "4000000", server.url]), { timeout: 20_000 }).toEqual(["aac", "h264"]);
    server.kill();
    await expect.poll(() => reports.at(-1)?.state, { timeout: 10_000 }).toBe("retrying");
    const again = await open(port);
    await expect.poll(() => codecs(["-rw_timeout", "4000000", again.url]), { timeout: 20_000 }).toEqual(["aac", "h264"]);
  }, 60_000);

  it("harms nobody while its target is dead, and tells nobody its key", async () => {
    const port = await freeTcpPort();
    const { bus, reports, troubles } = push(`rtmp://127.0.0.1:${port}/live/secret-key`);
    const heard: StreamFormat[] = [];
    let frames = 0;
    bus.listen({ onFormat: (format) => void heard.push(format), onFrame: () => void (frames += 1), onEnd: () => undefined });
    await expect.poll(() => reports.some(({ state }) => state === "retrying"), { timeout: 10_000 }).toBe(true);
    const before = frames;
    await expect.poll(() => frames).toBeGreaterThan(before + 20);
    expect(JSON.stringify(reports)).not.toContain("secret-key");
    expect(troubles).toEqual([]);
  }, 30_000);

  it("reaches an SRT listener", async () => {
    const port = await freeTcpPort();
    const listening = codecs(["-rw_timeout", "12000000", `srt://127.0.0.1:${port}?mode=listener`]);
    push(`srt://127.0.0.1:${port}?mode=caller`);
    expect(await listening).toEqual(["aac", "h264"]);
  }, 30_000);

  it("goes to servers alone, not to files or pipes", () => {
    const { bus, context } = createTestContext();
    for (const url of ["file:///etc/passwd", "/tmp/x", "pipe:1", "rtmp:// -f x", "http://127.0.0.1/"])
      expect(pushOutput.open(bus, { url }, context)).toBeUndefined();
  });
});
