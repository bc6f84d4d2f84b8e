import { execFile } from "node:child_process";
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Gateway } from "../src/index.ts";
import { openTestGateway } from "../src/testing/open-gateway.ts";
import { openTestPublisher, type TestPublisher } from "../src/testing/test-publisher.ts";

let gateway: Gateway;
const open: TestPublisher[] = [];

beforeAll(async () => {
  // One stream a worker, so that a worker can be ended under one of them.
  gateway = await openTestGateway({ streamsPerWorker: 1 });
});
afterAll(async () => {
  await Promise.all(open.map((publisher) => publisher.close()));
  await gateway.close();
});

const playlist = async (stream: string): Promise<string> => (await fetch(`${gateway.url}/hls/${stream}/live.m3u8`)).text();
const run = promisify(execFile);

/** Reads a stream until told to stop; answers the seconds at which its pictures are shown. */
const watch = async (stream: string) => {
  const stop = new AbortController();
  const response = await fetch(`${gateway.url}/ts/${stream}.ts`, { signal: stop.signal });
  const chunks: Uint8Array[] = [];
  const reading = (async () => {
    for await (const chunk of response.body ?? []) chunks.push(chunk);
  })().catch(() => undefined);
  return async (): Promise<readonly number[]> => {
    stop.abort();
    await reading;
    const folder = await mkdtemp(join(tmpdir(), "tfx-crash-"));
    try {
      await writeFile(join(folder, "a.ts"), Buffer.concat(chunks));
      const list = "-v error -select_streams v -show_entries packet=pts_time -of csv=p=0".split(" ");
      const { stdout } = await run("ffprobe", [...list, join(folder, "a.ts")]);
      return stdout.split("\n").filter(Boolean).map(Number.parseFloat);
    } finally {
      await rm(folder, { recursive: true });
    }
  };
};
/** Processes start slowly on a busy machine: a spare one is what makes the way back short. */
const workersReady = async (count: number): Promise<void> =>
  expect
    .poll(async () => (await fetch(`${gateway.url}/metrics`)).text(), { timeout: 60_000, interval: 200 })
    .toContain(`tfx_gateway_workers ${count}\n`);
/** On a very busy machine the library gives up on ICE after a second and a half: then once more, as any client would. */
const connect = async (stream: string, attempts = 5): Promise<TestPublisher> => {
  const publisher = await openTestPublisher({ url: `${gateway.url}/whip/${stream}` });
  open.push(publisher);
  const isConnected = await expect
    .poll(() => publisher.peer?.connectionState, { timeout: 4_000 })
    .toBe("connected")
    .then(
      () => true,
      () => false,
    );
  return isConnected || attempts === 1 ? publisher : connect(stream, attempts - 1);
};
const publish = async (stream: string): Promise<TestPublisher> => {
  const publisher = await connect(stream);
  await expect.poll(() => playlist(stream), { timeout: 30_000 }).toContain("#EXT-X-PART:");
  return publisher;
};

/** Publishes again when told that the session ended, as our client does. */
const publishAgainWhenEnded = async (publisher: TestPublisher, stream: string): Promise<{ reason: string; back: TestPublisher }> => {
  const events = await fetch(`${publisher.session}/events`);
  const text = await events.text();
  const [, reason = ""] = /event: ended\ndata: {"reason":"([a-z-]+)"}/.exec(text) ?? [];
  const back = await openTestPublisher({ url: `${gateway.url}/whip/${stream}` });
  open.push(back);
  return { reason, back };
};

it("a worker that is killed takes its own streams alone, and they are back within two seconds", { timeout: 180_000 }, async () => {
  await publish("steady");
  // The first worker has the first stream; whichever comes with the second has the other.
  const [steadyPid] = gateway.workerPids;
  await workersReady(2);
  const victim = await publish("victim");
  const victimPid = gateway.workerPids[1];
  expect(victimPid).toBeDefined();
  expect(victimPid).not.toBe(steadyPid);
  await workersReady(3);
  // Not from its first second on: there the sender's reports still put pictures and sound right.
  const stopWatching = await watch("steady");

  const again = publishAgainWhenEnded(victim, "victim");
  const killedMs = performance.now();
  process.kill(victimPid ?? 0, "SIGKILL");
  const { reason, back } = await again;
  expect(reason).toBe("worker-lost");
  expect(back.status).toBe(201);
  // What follows the break is there in time: viewers who stayed see it go on.
  const goesOn = /^#EXT-X-DISCONTINUITY$[^]*#EXT-X-PART:/m;
  await expect.poll(() => playlist("victim"), { timeout: 10_000, interval: 20 }).toMatch(goesOn);
  expect(performance.now() - killedMs).toBeLessThan(2_000);
  const text = await playlist("victim");
  expect(text).not.toContain("#EXT-X-ENDLIST");

  expect(gateway.workerPids).toContain(steadyPid);
  await workersReady(3);
  expect(gateway.workerPids).not.toContain(victimPid);

  // More than a second of thirty pictures, and not one of them missing.
  const times = await stopWatching();
  expect(times.length).toBeGreaterThan(30);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(0.05);
  expect(await playlist("steady")).not.toMatch(/^#EXT-X-DISCONTINUITY$/m);
});
