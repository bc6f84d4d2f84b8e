import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { cpuSecondsOfFamily, openGuestBrowser, people } from "@tfx/e2e";
import { median, resultOf, type BenchResult, type Round } from "../result.ts";
import type { Measured, PageControl, Side } from "./control.ts";
import { openPageServer } from "./page-server.ts";

const rounds = 6;
/** Not counted: the first of everything compiles. */
const warmUps = 1;
const settleMs = 800;
const measureMs = 3_000;
const camera = { width: 640, height: 360, fps: 30, busy: true };
const sides = ["ours", "bare"] as const;

interface Turn extends Measured {
  /** Processor time of the whole browser for each picture that came out, in milliseconds, with nobody watching. */
  readonly cpuMs: number;
}

/** One shader over the camera's picture: the product's chain against the shortest loop in a worker that does the same. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-bench-"));
  const server = await openPageServer();
  const browser = await openGuestBrowser(people.amara, folder, { camera });
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error));
    await page.goto(server.origin);
    await page.waitForFunction(() => "bench" in globalThis);
    return await measure(page);
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const measure = async (page: Page): Promise<BenchResult[]> => {
  const turns: Record<(typeof sides)[number], Turn>[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    // Whoever goes first changes each round.
    const found: Partial<Record<Side, Turn>> = {};
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) found[side] = await takeTurn(page, side);
    const { ours, bare } = found;
    if (round < 0 || ours === undefined || bare === undefined) continue;
    turns.push({ ours, bare });
    console.log(`round ${round + 1}: ours ${describe(ours)}; bare ${describe(bare)}`);
  }
  const untouched = await page.evaluate(() => (globalThis as InPage).bench.isUntouched());
  console.log(`Without a stage the camera's own track is sent: ${untouched ? "yes, the very same object" : "NO"}.`);
  const camera = await takeTurn(page, "camera");
  console.log(`The camera alone, read and thrown away: ${describe(camera)}; both figures contain it.`);
  return summarise(turns);
};

const summarise = (turns: readonly Record<(typeof sides)[number], Turn>[]): BenchResult[] => {
  const pairs = (read: (turn: Turn) => number): Round[] => turns.map(({ ours, bare }) => ({ ours: read(ours), baseline: read(bare) }));
  const lost = (side: (typeof sides)[number]): string => {
    const [given, missing] = [
      turns.reduce((sum, turn) => sum + turn[side].given, 0),
      turns.reduce((sum, turn) => sum + turn[side].lost, 0),
    ];
    return `${missing} of ${given} (${((100 * missing) / given).toFixed(2)} %)`;
  };
  console.log(`Pictures lost: ours ${lost("ours")}, bare ${lost("bare")}.`);
  console.log(`Added to each picture, 95th percentile: ours ${median(turns.map(({ ours }) => ours.addedMs95)).toFixed(1)} ms.`);
  const name = { bench: "pipeline", baselineName: "bare loop: track processor, WebGL2, generator" };
  return [
    resultOf(
      { ...name, metric: "processor time for each picture", unit: "ms" },
      pairs(({ cpuMs }) => cpuMs),
    ),
    resultOf(
      { ...name, metric: "added to each picture (one picture is 33.3)", unit: "ms" },
      pairs(({ addedMs }) => addedMs),
    ),
    resultOf(
      { ...name, metric: "time between pictures", unit: "ms" },
      pairs(({ frames }) => measureMs / frames),
    ),
  ];
};

type InPage = typeof globalThis & { bench: PageControl };

const takeTurn = async (page: Page, side: Side): Promise<Turn> => {
  await page.evaluate((side) => (globalThis as InPage).bench.start(side), side);
  await wait(settleMs);
  const take = (watched: boolean): Promise<Measured> =>
    page.evaluate(([ms, watched]) => (globalThis as InPage).bench.measure(ms, watched), [measureMs, watched] as const);
  const before = cpuSecondsOfFamily();
  const { frames } = await take(false);
  const cpuMs = ((cpuSecondsOfFamily() - before) * 1_000) / frames;
  const watched = await take(true);
  await page.evaluate(() => (globalThis as InPage).bench.stop());
  return { ...watched, frames, cpuMs };
};

const describe = ({ cpuMs, frames, addedMs, lost, given, brightness }: Turn): string =>
  `${cpuMs.toFixed(2)} ms a picture, ${((frames * 1_000) / measureMs).toFixed(1)} a second, ${addedMs.toFixed(1)} ms late, ${lost} of ${given} lost, brightness ${brightness.toFixed(0)}`;
