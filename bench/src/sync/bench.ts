import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { openGuestBrowser, openServer, people } from "@tfx/e2e";
import { openPageServer } from "../page-server.ts";
import { resultOf, type BenchResult, type Round } from "../result.ts";
import type { Filled, MemberControl } from "./control.ts";

const rounds = 6;
/** Not counted: the first of everything compiles scripts. */
const warmUps = 1;
const editBytes = 10_500_000;
const sides = ["ours", "baseline"] as const;
const room = "bench-of-sync";

/** A document of 10 MB, made by thousands of edits, on its way to somebody who comes late. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-bench-"));
  const pages = await openPageServer(new URL("pages/", import.meta.url), ["member"]);
  const server = await openServer();
  const browser = await openGuestBrowser(people.amara, folder);
  const open = () => openMember(browser, `${pages.origin}/member#${server.origin}`);
  try {
    const first = await open();
    const filled = await first.evaluate(([name, bytes]) => bench.fill(name, bytes), [room, editBytes] as const);
    console.log(`${filled.edits} edits make a document of ${(filled.bytes / 1e6).toFixed(1)} MB`);
    return await measure(first, open, filled);
  } finally {
    await Promise.allSettled([browser.close(), server.stop()]);
    pages.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

declare const bench: MemberControl;

/** In a profile of its own: nothing is shared with the others, not even a process. */
const openMember = async (browser: Browser, address: string): Promise<Page> => {
  const page = await (await browser.newContext()).newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(address);
  return page;
};

const measure = async (first: Page, open: () => Promise<Page>, filled: Filled): Promise<BenchResult[]> => {
  const measured: Round[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    const times = { ours: 0, baseline: 0 };
    // Whoever goes first changes each round.
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const joiner = await open();
      times[side] = side === "ours" ? await joinLate(joiner, filled) : await sendBare(first, joiner, filled.bytes);
      await joiner.context().close();
    }
    if (round < 0) continue;
    measured.push(times);
    console.log(`round ${round + 1}: whole after ${times.ours.toFixed(0)} ms, bare channel ${times.baseline.toFixed(0)} ms`);
  }
  const metric = `${(filled.bytes / 1e6).toFixed(1)} MB of shared document to a late joiner, from its link`;
  return [resultOf({ bench: "sync", metric, baselineName: "the same bytes over a bare data channel", unit: "ms" }, measured)];
};

const joinLate = async (joiner: Page, { digest }: Filled): Promise<number> => {
  const arrived = await joiner.evaluate((name) => bench.join(name), room);
  if (arrived.digest !== digest) throw new Error("Another document arrived than was made");
  return arrived.ms;
};

const sendBare = async (first: Page, joiner: Page, bytes: number): Promise<number> => {
  const offer = await first.evaluate(() => bench.pair());
  const answer = await joiner.evaluate((theirs) => bench.pair(theirs), offer);
  const taken = joiner.evaluate((count) => bench.takeBare(count), bytes);
  await first.evaluate(([theirs, count]) => bench.sendBare(theirs, count), [answer, bytes] as const);
  return taken;
};
