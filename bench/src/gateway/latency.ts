import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { median, type BenchResult } from "../result.ts";
import type { PageControl } from "./control.ts";
import { firstPlayable } from "./first-playable.ts";
import { openGatewayProcess } from "./gateway-process.ts";
import { besideGoal } from "./goal.ts";
import { measureLips } from "./lips.ts";
import { openPublisherPage } from "./publisher-page.ts";
import { playTs } from "./ts-player.ts";

declare const bench: PageControl;

const maxKbps = 1_000;
const sessions = 20;
const warmUps = 3;
const starts = 8;
const joins = 10;
const watchSeconds = 8;
const viewers = 5;

const publish = (page: Page, url: string, stream: string) =>
  page.evaluate(([endpoint, most]) => bench.publish("0", { endpoint, maxKbps: most }), [`${url}/whip/${stream}`, maxKbps] as const);
const stopAll = (page: Page): Promise<void> => page.evaluate(() => bench.stopAll());

const goalFor = (metric: string, goal: number, values: readonly number[]): BenchResult => {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(0);
  console.log(`${metric}: ${at(0)} … ${at(0.5)} … ${at(0.95)} … ${at(1)} ms of ${values.length}`);
  return besideGoal(metric, { ours: Math.round(median(values)), goal, unit: "ms", rounds: values.length });
};

/** From the request to the open connection, one publisher after the other. */
const measureConnecting = async (page: Page, url: string): Promise<BenchResult> => {
  const times: number[] = [];
  for (let session = -warmUps; session < sessions; session += 1) {
    const { connectedMs } = await publish(page, url, `connect-${(session + warmUps) % 4}`);
    if (session >= 0) times.push(connectedMs);
    await stopAll(page);
  }
  return goalFor("POST to connected", 150, times);
};

/** From the request to the first segment of LL-HLS in a player's hands. */
const measureStarts = async (page: Page, url: string): Promise<BenchResult> => {
  const times: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const [{ postedAtMs }, playableAtMs] = await Promise.all([
      publish(page, url, `start-${start}`),
      firstPlayable(`${url}/hls/start-${start}`),
    ]);
    times.push(playableAtMs - postedAtMs);
    await stopAll(page);
  }
  return goalFor("POST to playable LL-HLS", 1_200, times);
};

/** From the drawn picture to the shown one, by the time that is in it. */
const measureDelays = async (page: Page, url: string): Promise<BenchResult[]> => {
  await publish(page, url, "clock");
  const watch = (kinds: readonly ("audio" | "video")[]) =>
    page.evaluate(([endpoint, seconds, wanted]) => bench.watchWhep(endpoint, seconds, wanted), [
      `${url}/whep/clock`,
      watchSeconds,
      kinds,
    ] as const);
  const [whep, silent]: [number[], number[]] = [[], []];
  // How much sound a browser keeps ready differs from one viewer to the next.
  for (let viewer = 0; viewer < viewers; viewer += 1) {
    whep.push(...(await watch(["video", "audio"])));
    silent.push(...(await watch(["video"])));
  }
  const hls = await page.evaluate(([playlist, seconds]) => bench.watchHls(playlist, seconds), [
    `${url}/hls/clock/index.m3u8`,
    watchSeconds * 2,
  ] as const);
  const ts = await playTs(`${url}/ts/clock.ts`, watchSeconds * 1_000);
  return [
    goalFor("clock to clock, WHEP with sound", 60, whep),
    goalFor("clock to clock, WHEP without sound", 60, silent),
    goalFor("clock to clock, MPEG-TS over HTTP", 250, ts.ages),
    goalFor("clock to clock, LL-HLS", 1_200, hls.slice(Math.floor(hls.length / 2))),
  ];
};

/** From a reader's start to its first picture, anywhere between two key pictures. */
const measureJoins = async (url: string): Promise<BenchResult> => {
  const times: number[] = [];
  for (let join = 0; join < joins; join += 1) {
    await wait(Math.random() * 2_000);
    const { firstMs, complaints } = await playTs(`${url}/ts/clock.ts`, 300);
    if (complaints !== "") throw new Error(`A decoder complains of the transport stream: ${complaints}`);
    times.push(firstMs);
  }
  const result = goalFor("start of MPEG-TS, ffmpeg's own included", 1_000, times);
  return { ...result, ours: Math.round(Math.max(...times)), ratio: Math.max(...times) / 1_000 };
};

/** How soon and how late it all is. */
export const measureLatency = async (): Promise<BenchResult[]> => {
  const gateway = await openGatewayProcess();
  const publisher = await openPublisherPage();
  const { page } = publisher;
  try {
    const results = [await measureConnecting(page, gateway.url), await measureStarts(page, gateway.url)];
    results.push(...(await measureDelays(page, gateway.url)), await measureJoins(gateway.url));
    await stopAll(page);
    return [...results, ...(await measureLips(gateway.url))];
  } finally {
    await Promise.allSettled([publisher.close(), gateway.close()]);
  }
};
