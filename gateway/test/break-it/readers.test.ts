import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filmOf, openStage, problemsOf, until, type Stage } from "./stage.ts";

/** So much that a reader who takes nothing is soon behind. */
const noisy = filmOf("red", { kbps: 2_000, size: "640x360" });
let stage: Stage;
const sockets: Socket[] = [];
beforeAll(async () => {
  stage = await openStage();
}, 90_000);
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  expect(problemsOf(await stage.close())).toEqual([]);
}, 60_000);

/** Asks, and takes none of the answer. */
const askAndSleep = async (path: string, count = 1): Promise<readonly Socket[]> => {
  const { hostname, port } = new URL(stage.url);
  const all = Array.from({ length: count }, () => connect(Number(port), hostname));
  sockets.push(...all);
  await Promise.all(
    all.map(async (socket) => {
      socket.on("error", () => undefined);
      await once(socket, "connect");
      socket.pause();
      socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
    }),
  );
  return all;
};
describe("a reader", { timeout: 120_000 }, () => {
  it("of a transport stream who takes nothing is let go, with what waited for it", async () => {
    const show = await stage.show("slow", noisy);
    const before = await stage.viewers("ts");
    await askAndSleep(`/ts/${show.stream}.ts`, 20);
    await until("twenty readers more", async () => (await stage.viewers("ts")) === before + 20);
    await until("an end of all who take nothing", async () => (await stage.viewers("ts")) <= before, 60_000);
    await show.goOn(1);
    const { seen } = await show.finish();
    expect(seen.complaints).toBe("");
    expect(show.hls.problems).toEqual([]);
  });

  it("of HLS who takes nothing costs next to nothing", async () => {
    const show = await stage.show("asleep", noisy);
    const memory = process.memoryUsage().rss;
    const playlist = (await stage.get(`/hls/${show.stream}/live.m3u8`)).text;
    const segment = playlist.split("\n").findLast((line) => /^s\d+\.m4s$/.test(line)) ?? "";
    await askAndSleep(`/hls/${show.stream}/${segment}`, 200);
    await show.goOn(3);
    // Two hundred times the segment would be more than this.
    expect(process.memoryUsage().rss - memory).toBeLessThan(200 * 1024 ** 2);
    await show.finish();
    expect(show.hls.problems).toEqual([]);
  });
});
