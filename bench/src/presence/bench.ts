import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import { openGuestBrowser, openServer, people } from "@tfx/e2e";
import { openPageServer } from "../page-server.ts";
import { resultOf, type BenchResult, type Round } from "../result.ts";
import type { CrowdControl, MemberControl } from "./control.ts";
import { longestTaskMs } from "./longest-task.ts";

const rounds = 4;
/** Not counted: the first of everything compiles scripts. */
const warmUps = 1;
const crowd = { people: 8, perSecond: 20 } as const;
const measureMs = 8_000;
/** From here on a person feels it (W3C Long Tasks §1). */
const limitMs = 50;
const room = "bench-of-presence";

declare const bench: MemberControl & CrowdControl;

interface Measured {
  readonly longestMs: number;
  readonly longTaskMs: number;
  /** Changes that the widget was told of. */
  readonly perSecond: number;
}

/** Eight people who move all the time, as one page with a mounted widget feels it, against the same page while nobody does. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-bench-"));
  const pages = await openPageServer(new URL("pages/", import.meta.url), ["member", "crowd"]);
  const server = await openServer({ environment: { TFX_ROOM_CAPACITY: String(crowd.people + 1) } });
  const browser = await openGuestBrowser(people.amara, folder);
  const open = (page: string) => openPage(browser, `${pages.origin}/${page}#${server.origin}`);
  try {
    const [member, others] = [await open("member"), await open("crowd")];
    await member.evaluate((name) => bench.mount(name), room);
    await others.evaluate(([name, count]) => bench.join(name, count), [room, crowd.people] as const);
    return await measure(browser, member, others);
  } finally {
    await Promise.allSettled([browser.close(), server.stop()]);
    pages.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const openPage = async (browser: Browser, address: string): Promise<Page> => {
  const page = await (await browser.newContext()).newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(address);
  return page;
};

const measure = async (browser: Browser, member: Page, others: Page): Promise<BenchResult[]> => {
  const measured: Round[] = [];
  let worst = 0;
  for (let round = -warmUps; round < rounds; round++) {
    const move = () => others.evaluate(([perSecond, ms]) => bench.move(perSecond, ms), [crowd.perSecond, measureMs] as const);
    const idle = () => wait(measureMs);
    // Whoever goes first changes each round.
    const [first, second] = round % 2 === 0 ? [move, idle] : [idle, move];
    const [one, two] = [await measureTasks(browser, member, first), await measureTasks(browser, member, second)];
    const [ours, baseline] = round % 2 === 0 ? [one, two] : [two, one];
    if (round < 0) continue;
    measured.push({ ours: ours.longestMs, baseline: baseline.longestMs });
    worst = Math.max(worst, ours.longTaskMs, ours.longestMs);
    console.log(
      `round ${round + 1}: ${ours.perSecond.toFixed(0)} changes a second, longest task ${ours.longestMs.toFixed(1)} ms; at rest ${baseline.longestMs.toFixed(1)} ms`,
    );
  }
  console.log(
    `${worst > limitMs ? "TOO LONG: the" : "The"} longest task of all rounds took ${worst.toFixed(1)} ms; ${limitMs} ms is the most.`,
  );
  const metric = `longest task while ${crowd.people} people move ${crowd.perSecond} times a second`;
  return [resultOf({ bench: "presence", metric, baselineName: "the same page at rest", unit: "ms" }, measured)];
};

const measureTasks = async (browser: Browser, member: Page, work: () => Promise<void>): Promise<Measured> => {
  await member.evaluate(() => bench.reset());
  const longestMs = await longestTaskMs(browser, member, work);
  const { changes, people: seen, longTaskMs } = await member.evaluate(() => bench.counted());
  if (changes > 0 && seen !== crowd.people) throw new Error(`The widget shows ${seen} of ${crowd.people} people`);
  return { longestMs, longTaskMs, perSecond: changes / (measureMs / 1_000) };
};
