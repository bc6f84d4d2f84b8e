import type { Browser, Page } from "@playwright/test";
import { z } from "zod";

const events = z.object({
  traceEvents: z.array(z.object({ name: z.string(), pid: z.number(), tid: z.number(), dur: z.number().optional(), args: z.unknown() })),
});
const isMainThread = z.object({ name: z.literal("CrRendererMain") });

/**
 * The longest task of a page's main thread while something is done, in milliseconds: as the browser traces
 * them, since PerformanceObserver tells of those alone that take longer than 50 ms.
 */
export const longestTaskMs = async (browser: Browser, page: Page, work: () => Promise<void>): Promise<number> => {
  await browser.startTracing(page, { categories: ["blink.user_timing", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
  // Marks the process of the page among all that are traced.
  await page.evaluate(() => performance.mark("bench-of-presence"));
  await work();
  const { traceEvents } = events.parse(JSON.parse((await browser.stopTracing()).toString()));
  const pid = traceEvents.find(({ name }) => name === "bench-of-presence")?.pid;
  const main = traceEvents.find((event) => event.pid === pid && isMainThread.safeParse(event.args).success)?.tid;
  const tasks = traceEvents.filter((event) => event.name === "RunTask" && event.pid === pid && event.tid === main);
  if (tasks.length === 0) throw new Error("The trace holds no tasks of the page");
  return Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1_000;
};
