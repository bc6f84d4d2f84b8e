import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { BrowserContext, Page } from "@playwright/test";
import { openGuestProfile, openServer, people } from "@tfx/e2e";
import { build } from "vite";
import { median, resultOf, type BenchResult, type Round } from "../result.ts";
import type { FileControl, Heard } from "./control.ts";
import { memoryOfFamily } from "./memory.ts";

const megabyte = 1_024 * 1_024;
/** Not counted: the first of everything compiles scripts and widens the way. */
const warmUps = 1;
const quietMs = 5_000;
/** From this size on memory is what is asked for: one fetch, and no baseline. */
const largeMegabytes = 512;

type InPage = typeof globalThis & { bench: FileControl };

/** Two pages in a call with sound, and a bare pair between them. */
interface Pair {
  readonly giver: Page;
  readonly taker: Page;
}

/** What went beside a file, or without one. */
interface Beside {
  readonly pings: readonly number[];
  /** Share of the sound that had to be made up, in per cent. */
  readonly concealed: number;
}

/** Files over our exchange against a bare data channel that is pumped with backpressure, both from disk to disk. */
export const run = async (): Promise<BenchResult[]> => {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { size: { type: "string" }, rounds: { type: "string" } } });
  const [megabytes, rounds] = [Number(values.size ?? 96), Number(values.rounds ?? 5)];
  const folder = mkdtempSync(join(tmpdir(), "tfx-bench-"));
  const pages = await buildPage(folder);
  const server = await openServer({ webRoot: pages });
  const profiles = await Promise.all([people.amara, people.jonas].map((person) => openGuestProfile(person, folder)));
  try {
    const pair = await openPair(profiles, server.origin);
    await pair.giver.evaluate((bytes) => (globalThis as InPage).bench.makeFile(bytes), megabytes * megabyte);
    return megabytes >= largeMegabytes ? await measureMemory(pair, megabytes) : await measure(pair, { megabytes, rounds });
  } finally {
    await Promise.allSettled([...profiles.map((profile) => profile.close()), server.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
};

const buildPage = async (folder: string): Promise<string> => {
  const outDir = join(folder, "pages");
  const root = fileURLToPath(new URL("pages", import.meta.url));
  await build({ root, configFile: false, logLevel: "warn", build: { outDir, emptyOutDir: true, target: "chrome123" } });
  return outDir;
};

const openPair = async ([first, second]: readonly BrowserContext[], origin: string): Promise<Pair> => {
  const open = async (profile: BrowserContext | undefined): Promise<Page> => {
    if (profile === undefined) throw new Error("A pair is of two");
    const page = await profile.newPage();
    page.on("pageerror", (error) => console.error(error));
    await page.goto(origin);
    return page;
  };
  const [giver, taker] = [await open(first), await open(second)];
  await Promise.all([giver, taker].map((page) => page.evaluate(() => (globalThis as InPage).bench.join("bench-of-files"))));
  const offer = await giver.evaluate(() => (globalThis as InPage).bench.offer());
  const answer = await taker.evaluate((offer) => (globalThis as InPage).bench.answer(offer), offer);
  await giver.evaluate((answer) => (globalThis as InPage).bench.accept(answer), answer);
  return { giver, taker };
};

const heardBy = (page: Page): Promise<Heard> => page.evaluate(() => (globalThis as InPage).bench.heard());

/** Fetches over the exchange; answers milliseconds. */
const fetchOurs = async ({ giver, taker }: Pair): Promise<number> => {
  const file = await giver.evaluate(() => (globalThis as InPage).bench.share());
  return taker.evaluate((file) => (globalThis as InPage).bench.fetch(file), file);
};

const fetchBare = ({ taker }: Pair, bytes: number): Promise<number> =>
  taker.evaluate((bytes) => (globalThis as InPage).bench.fetchBare(bytes), bytes);

/** What else goes over the link while something is done. */
const beside = async <T>({ taker }: Pair, work: () => Promise<T>): Promise<Beside & { readonly result: T }> => {
  const before = await heardBy(taker);
  await taker.evaluate(() => (globalThis as InPage).bench.startPings());
  const result = await work();
  const pings = await taker.evaluate(() => (globalThis as InPage).bench.stopPings());
  const after = await heardBy(taker);
  return { result, pings, concealed: (100 * (after.concealed - before.concealed)) / (after.total - before.total) };
};

const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;

const measure = async (pair: Pair, { megabytes, rounds }: { megabytes: number; rounds: number }): Promise<BenchResult[]> => {
  const times: Round[] = [];
  const control: Round[] = [];
  const [sound, bareSound, quietSound]: [number[], number[], number[]] = [[], [], []];
  for (let round = -warmUps; round < rounds; round++) {
    const quiet = await beside(pair, () => wait(quietMs));
    const runs: Partial<Record<"ours" | "bare", Beside & { readonly result: number }>> = {};
    // Whoever goes first changes each round.
    const order = round % 2 === 0 ? (["ours", "bare"] as const) : (["bare", "ours"] as const);
    for (const side of order)
      runs[side] = await beside(pair, () => (side === "ours" ? fetchOurs(pair) : fetchBare(pair, megabytes * megabyte)));
    const { ours, bare } = runs;
    if (round < 0 || ours === undefined || bare === undefined) continue;
    times.push({ ours: ours.result / 1_000, baseline: bare.result / 1_000 });
    control.push({ ours: p95(ours.pings), baseline: p95(quiet.pings) });
    sound.push(ours.concealed);
    bareSound.push(bare.concealed);
    quietSound.push(quiet.concealed);
    const rate = (ms: number): string => `${((megabytes / ms) * 1_000).toFixed(1)} MiB/s`;
    console.log(
      `round ${round + 1}: ours ${rate(ours.result)}, bare ${rate(bare.result)}; control lane p95 ${p95(ours.pings).toFixed(1)} ms ` +
        `(bare file ${p95(bare.pings).toFixed(1)}, quiet ${p95(quiet.pings).toFixed(1)}); concealed sound ${ours.concealed.toFixed(2)} % ` +
        `(bare file ${bare.concealed.toFixed(2)}, quiet ${quiet.concealed.toFixed(2)})`,
    );
  }
  console.log(
    `Concealed sound, median: ${median(sound).toFixed(2)} % while a file runs, ${median(bareSound).toFixed(2)} % beside the bare channel's, ` +
      `${median(quietSound).toFixed(2)} % without.`,
  );
  const bareName = "bare RTCDataChannel, 64 KiB pieces, bufferedAmountLow; same file, same writing";
  return [
    resultOf({ bench: "file", metric: `time of ${megabytes} MiB from disk to disk`, baselineName: bareName, unit: "s" }, times),
    resultOf({ bench: "file", metric: "control lane round trip, p95, while a file runs", baselineName: "no file", unit: "ms" }, control),
  ];
};

/** One large file, and what the whole browser takes meanwhile. */
const measureMemory = async (pair: Pair, megabytes: number): Promise<BenchResult[]> => {
  const inMegabytes = (): number => memoryOfFamily() / megabyte;
  await wait(quietMs);
  const before = inMegabytes();
  const seen: number[] = [];
  const done = new AbortController();
  const sampling = (async () => {
    while (!done.signal.aborted) {
      seen.push(inMegabytes());
      console.log(`  ${seen.at(-1)?.toFixed(0)} MiB`);
      await wait(2_000);
    }
  })();
  const { result, pings, concealed } = await beside(pair, () => fetchOurs(pair));
  done.abort();
  await sampling;
  console.log(
    `${megabytes} MiB in ${(result / 1_000).toFixed(1)} s, ${((megabytes / result) * 1_000).toFixed(1)} MiB/s; control lane p95 ` +
      `${p95(pings).toFixed(1)} ms; concealed sound ${concealed.toFixed(2)} %. Whole browser and server: ${before.toFixed(0)} MiB before, ` +
      `median ${median(seen).toFixed(0)}, most ${Math.max(...seen).toFixed(0)} MiB.`,
  );
  const name = { bench: "file", metric: `most memory while ${megabytes} MiB are fetched`, baselineName: "before", unit: "MiB" };
  return [resultOf(name, [{ ours: Math.max(...seen), baseline: before }])];
};
