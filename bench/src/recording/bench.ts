import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Page } from "@playwright/test";
import { buildPages, builtPages, findChromium, openServer, watchRecorder, type RecorderTimes } from "@tfx/e2e";
import { median, type BenchResult } from "../result.ts";
import { memoryOfFamily, openKillable, type KillableBrowser } from "./browser-family.ts";
import { offsetsOf } from "./offsets.ts";
import { flashAndBeep, sourceScripts } from "./source-page.ts";

/** What the recording must keep to. */
const limits = { durationMs: 100, offsetMs: 40, memoryMb: 50 } as const;
/** Until caches and heaps have found their size. */
const settleSeconds = 60;
const sampleSeconds = 10;

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { minutes: { type: "string", default: "2" }, kills: { type: "string", default: "5" } },
});

interface Stage {
  readonly folder: string;
  readonly link: string;
  readonly program: string;
}

const panelOf = (page: Page) => page.getByRole("tabpanel", { name: "Recording" });

const openPage = async ({ browser }: KillableBrowser, address: string): Promise<Page> => {
  const [context] = browser.contexts();
  const page = await context?.newPage();
  if (page === undefined) throw new Error("The browser has no profile.");
  await page.addInitScript(flashAndBeep);
  await page.goto(address);
  return page;
};

/** Joins alone and records; resolves when it runs. */
const record = async (browser: KillableBrowser, { link }: Stage): Promise<Page> => {
  const page = await openPage(browser, link);
  await page.getByLabel("Your name").fill("Amara");
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("button", { name: /^Leave/ }).waitFor({ timeout: 30_000 });
  await page.keyboard.press("r");
  await panelOf(page).getByRole("button", { name: "Record", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Allow", exact: true }).click();
  await panelOf(page).getByRole("timer").waitFor();
  return page;
};

const download = async (page: Page, press: () => Promise<void>, path: string): Promise<string> => {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  await file.saveAs(path);
  return path;
};

const secondsOf = (path: string): number =>
  Number(execFileSync("ffprobe", ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path], { encoding: "utf8" }));

const plays = (path: string): boolean => {
  const { status, stderr } = spawnSync("ffmpeg", ["-v", "error", "-i", path, "-f", "null", "-"], { encoding: "utf8" });
  return status === 0 && stderr === "";
};

const noteTimes = (page: Page): Promise<RecorderTimes | undefined> => page.evaluate(() => window.recorderTimes);

const measureLong = async (stage: Stage, seconds: number) => {
  const browser = await openKillable(stage.program, join(stage.folder, "long"), flags);
  try {
    await browser.browser.contexts()[0]?.addInitScript(watchRecorder);
    const page = await record(browser, stage);
    await wait(settleSeconds * 1_000);
    const memory: number[] = [memoryOfFamily(browser.pid)];
    while (settleSeconds + memory.length * sampleSeconds < seconds) {
      await wait(sampleSeconds * 1_000);
      memory.push(memoryOfFamily(browser.pid));
    }
    await panelOf(page).getByRole("button", { name: "Stop" }).click();
    const save = panelOf(page).getByRole("button", { name: "Save", exact: true });
    await save.waitFor({ timeout: 120_000 });
    const path = await download(page, () => save.click(), join(stage.folder, "long.webm"));
    const times = await noteTimes(page);
    const truth = ((times?.stoppedMs ?? 0) - (times?.startedMs ?? 0)) / 1_000;
    return { path, memory, errorMs: Math.abs(secondsOf(path) - truth) * 1_000, plays: plays(path) };
  } finally {
    await browser.kill();
  }
};

/** Kills the browser in the middle, starts it again, and recovers; answers whether the file plays and what was lost. */
const measureKill = async (stage: Stage, round: number): Promise<{ plays: boolean; lostMs: number }> => {
  const profile = join(stage.folder, `kill-${round}`);
  const first = await openKillable(stage.program, profile, flags);
  await first.browser.contexts()[0]?.addInitScript(watchRecorder);
  const page = await record(first, stage);
  await wait(2_000 + Math.random() * 5_000);
  const recordedMs = await page.evaluate(() => performance.now() - (window.recorderTimes?.startedMs ?? 0));
  await first.kill();
  rmSync(join(profile, "DevToolsActivePort"), { force: true });
  const second = await openKillable(stage.program, profile, flags);
  try {
    const again = await openPage(second, new URL("/", stage.link).href);
    await again.getByRole("button", { name: "Look", exact: true }).click();
    const dialog = again.getByRole("dialog");
    await dialog.getByRole("button", { name: "Recover" }).click();
    const path = await download(
      again,
      () => dialog.getByRole("button", { name: "Save", exact: true }).click(),
      join(stage.folder, `kill-${round}.webm`),
    );
    return { plays: plays(path), lostMs: recordedMs - secondsOf(path) * 1_000 };
  } finally {
    await second.kill();
  }
};

const flags = [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--disable-gpu-watchdog",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A figure against the most that is allowed. */
const held = (
  metric: string,
  { ours, limit, unit, rounds }: { ours: number; limit: number; unit: string; rounds: number },
): BenchResult => ({
  bench: "recording",
  metric,
  unit,
  rounds,
  baseline: limit,
  baselineName: "the most that is allowed",
  ours: Math.round(ours * 10) / 10,
  ratio: ours / limit,
});

/** How true recordings are, what they cost, and what is left of them when the browser is killed. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-bench-"));
  const program = findChromium();
  if (program === undefined) throw new Error("There is no Chromium.");
  const pages = await buildPages();
  for (const [name, script] of Object.entries(sourceScripts)) writeFileSync(join(builtPages().web, name), script);
  const server = await openServer({ webRoot: builtPages().web });
  const stage: Stage = { folder, program, link: `${server.origin}/r/recording-bench#k=${"r".repeat(43)}` };
  try {
    const long = await measureLong(stage, Number(values.minutes) * 60);
    const offsets = offsetsOf(long.path);
    const middle = median(offsets);
    const growth = (long.memory.at(-1) ?? 0) - (long.memory[0] ?? 0);
    const worst = Math.max(...offsets.map((offset) => Math.abs(offset)));
    console.log(
      `light after tone: median ${middle.toFixed(1)} ms, worst ${worst.toFixed(1)} ms of ${offsets.length}; plays: ${long.plays}`,
    );
    console.log(`offsets, ms: ${offsets.map((offset) => offset.toFixed(0)).join(" ")}`);
    console.log(`memory of the browser, MB: ${long.memory.map((mb) => mb.toFixed(0)).join(" ")}`);
    const kills = [];
    for (let round = 0; round < Number(values.kills); round++) {
      const kill = await measureKill(stage, round);
      kills.push(kill);
      console.log(`kill ${round + 1}: ${kill.plays ? "plays" : "does not play"}, lost ${kill.lostMs.toFixed(0)} ms`);
    }
    return [
      held("length of the file against the truth", { ours: long.errorMs, limit: limits.durationMs, unit: "ms", rounds: 1 }),
      held("picture against sound, median", { ours: Math.abs(middle), limit: limits.offsetMs, unit: "ms", rounds: offsets.length }),
      held("picture against sound, worst", { ours: worst, limit: limits.offsetMs, unit: "ms", rounds: offsets.length }),
      held("growth of the browser's memory", { ours: growth, limit: limits.memoryMb, unit: "MB", rounds: long.memory.length }),
      held("lost when killed, the most", {
        ours: Math.max(0, ...kills.map(({ lostMs }) => lostMs)),
        limit: 1_000,
        unit: "ms",
        rounds: kills.length,
      }),
      held("files that do not play after a kill", {
        ours: kills.filter(({ plays }) => !plays).length,
        limit: 1,
        unit: "files",
        rounds: kills.length,
      }),
    ];
  } finally {
    await server.stop();
    for (const path of [folder, pages]) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  }
};
