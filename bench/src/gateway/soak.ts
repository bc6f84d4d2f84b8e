import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { loadFilm, openReplayPublisher, soundOffsetsMs } from "@tfx/gateway/testing";
import { median } from "../result.ts";
import type { PageControl } from "./control.ts";
import { openGatewayProcess } from "./gateway-process.ts";
import { openPublisherPage } from "./publisher-page.ts";
import { recordStream } from "./record-stream.ts";
import { slopeOf } from "./slope.ts";
import { playTs } from "./ts-player.ts";

// npm run soak [-- --minutes 30]: whether anything grows with time. Prints a line each minute, and what an hour would add.

declare const bench: PageControl;

const filmSeconds = 4;
const watchMs = 8_000;
const recordSeconds = 12;
const everyMs = 60_000;
/** Until a player has found its distance. */
const settleMs = 20_000;

interface Minute {
  readonly hls: number;
  readonly ts: number;
  readonly lips: number;
  readonly megabytes: number;
}

const names: Readonly<Record<keyof Minute, string>> = {
  hls: "LL-HLS, clock to clock, ms",
  ts: "MPEG-TS, clock to clock, ms",
  lips: "sound after picture, ms",
  megabytes: "memory of all processes, MB",
};

const lookFor = async (minutes: number): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-soak-"));
  const gateway = await openGatewayProcess();
  const publisher = await openPublisherPage();
  const film = loadFilm({ seconds: filmSeconds, sound: "opus" });
  const replay = await openReplayPublisher(`${gateway.url}/whip/lips`, film, filmSeconds * 1_000_000);
  const { page } = publisher;
  try {
    await page.evaluate((endpoint) => bench.publish("0", { endpoint, maxKbps: 1_000 }), `${gateway.url}/whip/clock`);
    await page.evaluate((playlist) => bench.keepWatching(playlist), `${gateway.url}/hls/clock/index.m3u8`);
    await wait(settleMs);
    await page.evaluate(() => bench.takeAges());
    const all: Minute[] = [];
    for (let minute = 0; minute < minutes; minute += 1) {
      const beganMs = performance.now();
      const file = join(folder, "lips.mkv");
      const [{ ages }] = await Promise.all([
        playTs(`${gateway.url}/ts/clock.ts`, watchMs),
        recordStream(["-i", `${gateway.url}/ts/lips.ts`], file, recordSeconds),
      ]);
      const lips = median(soundOffsetsMs(["-i", file]));
      await wait(Math.max(everyMs - (performance.now() - beganMs), 0));
      const hls = median(await page.evaluate(() => bench.takeAges()));
      const one = { hls, ts: median(ages), lips, megabytes: gateway.residentBytes() / 1e6 };
      all.push(one);
      const facts = Object.entries(names).map(([key, name]) => `${name}: ${Math.round(one[key as keyof Minute])}`);
      console.log(`minute ${minute + 1}: ${facts.join(" · ")}`);
    }
    for (const key of Object.keys(names) as (keyof Minute)[]) {
      const anHour = slopeOf(all.map((one) => one[key])) * 60;
      console.log(`${names[key]}: ${median(all.map((one) => one[key])).toFixed(0)}, and ${anHour.toFixed(1)} more an hour`);
    }
  } finally {
    await Promise.allSettled([publisher.close(), replay.close(), gateway.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
};

const { values } = parseArgs({ options: { minutes: { type: "string", default: "30" } } });
await lookFor(Number(values.minutes));
