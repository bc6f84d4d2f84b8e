import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { cpuSecondsOfFamily, openGuestBrowser, people } from "@tfx/e2e";
import { openPageServer } from "../page-server.ts";
import { median, resultOf, type BenchResult, type Round } from "../result.ts";
import type { Arrived, HostControl, Side } from "./control.ts";

const rounds = 6;
/** Not counted: the first of everything compiles scripts. */
const warmUps = 1;
/** The two take turns within a round too: whatever else the machine does meets both. */
const turnsOfRound = 10;
const callsOfTurn = 200;
const framesMs = 5_000;
const sides = ["ours", "baseline"] as const;

/** A while of pictures. */
interface Frames {
  readonly perSecond: number;
  /** Share of one core of every process that runs page or frame, in per cent. */
  readonly cpu: number;
  /** The same of the whole browser. */
  readonly browserCpu: number;
}

/** A widget in a sandboxed frame: our bridge with its gate against Comlink between the same page and the same frame. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-bench-"));
  const server = await openPageServer(new URL("pages/", import.meta.url), ["host", "guest"]);
  const browser = await openGuestBrowser(people.amara, folder);
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error));
    await page.goto(`${server.origin}/host`);
    return await measure(browser, page);
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const measure = async (browser: Browser, page: Page): Promise<BenchResult[]> => {
  const calls: Round[] = [];
  const gaps: Round[] = [];
  const cpu: Round[] = [];
  const making: number[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    // Whoever goes first changes each round.
    const order = round % 2 === 0 ? sides : sides.toReversed();
    const times = await timeCalls(page, order);
    const frames: Partial<Record<Side, Frames>> = {};
    for (const side of order) frames[side] = await withCpu(browser, () => sendFrames(page, side));
    const made = await withCpu(browser, () => makeFrames(page));
    if (round < 0 || frames.ours === undefined || frames.baseline === undefined) continue;
    calls.push(times);
    gaps.push({ ours: 1_000 / frames.ours.perSecond, baseline: 1_000 / frames.baseline.perSecond });
    cpu.push({ ours: frames.ours.cpu, baseline: frames.baseline.cpu });
    making.push(made.cpu);
    const [our, their] = [describe(frames.ours), describe(frames.baseline)];
    console.log(
      `round ${round + 1}: call ${times.ours.toFixed(0)} against ${times.baseline.toFixed(0)} µs; frames ${our} against ${their}`,
    );
  }
  const processes = (await processesOf(browser)).renderer.length;
  console.log(
    `Making the pictures takes ${median(making).toFixed(1)} % of a core by itself; both figures contain it. Renderers: ${processes}.`,
  );
  const name = { bench: "bridge", baselineName: "Comlink 4.4.2, same frame" };
  return [
    resultOf({ ...name, metric: "round trip of a call", unit: "µs" }, calls),
    resultOf({ ...name, metric: "time between frames of 640×360 at 30 a second", unit: "ms" }, gaps),
    resultOf({ ...name, metric: "renderers' share of a core at these frames", unit: "%" }, cpu),
  ];
};

/** Microseconds of a call of each side. */
const timeCalls = async (page: Page, order: readonly Side[]): Promise<Round> => {
  const times = { ours: [] as number[], baseline: [] as number[] };
  for (let turn = 0; turn < turnsOfRound; turn++) for (const side of order) times[side].push(1_000 * (await timeCall(page, side)));
  return { ours: median(times.ours), baseline: median(times.baseline) };
};

const describe = ({ perSecond, cpu, browserCpu }: Frames): string =>
  `${perSecond.toFixed(1)} a second with ${cpu.toFixed(1)} % of a core (whole browser ${browserCpu.toFixed(1)} %)`;

type InPage = typeof globalThis & { bench: Promise<HostControl> };

const timeCall = (page: Page, side: Side): Promise<number> =>
  page.evaluate(async ([side, calls]) => (await (globalThis as InPage).bench).timeCall(side, calls), [side, callsOfTurn] as const);

const sendFrames = (page: Page, side: Side): Promise<Arrived> =>
  page.evaluate(async ([side, ms]) => (await (globalThis as InPage).bench).sendFrames(side, ms), [side, framesMs] as const);

const makeFrames = (page: Page): Promise<Arrived> =>
  page.evaluate(async (ms) => (await (globalThis as InPage).bench).makeFrames(ms), framesMs);

/** Page and frame may live in processes of their own, or share one. */
const processesOf = async (browser: Browser): Promise<Record<"browser" | "renderer", readonly number[]>> => {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const ofType = (wanted: string): number[] => processInfo.filter(({ type }) => type === wanted).map(({ id }) => id);
  return { browser: ofType("browser"), renderer: ofType("renderer") };
};

const withCpu = async (browser: Browser, work: () => Promise<Arrived>): Promise<Frames> => {
  const processes = await processesOf(browser);
  const secondsOf = (ids: readonly number[]): number => ids.reduce((sum, id) => sum + cpuSecondsOfFamily(id), 0);
  const used = () => ({ browser: secondsOf(processes.browser), renderer: secondsOf(processes.renderer) });
  const [startedAt, before] = [performance.now(), used()];
  const { frames, seconds } = await work();
  const [after, passed] = [used(), (performance.now() - startedAt) / 1_000];
  const share = (kind: keyof typeof after): number => (100 * (after[kind] - before[kind])) / passed;
  return { perSecond: (frames - 1) / seconds, cpu: share("renderer"), browserCpu: share("browser") };
};
