import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import {
  buildPages,
  builtPages,
  connectionFacts,
  cpuSecondsOfFamily,
  openGuestBrowser,
  openServer,
  people,
  spyOnConnections,
} from "@tfx/e2e";
import { resultOf, type BenchResult, type Round } from "../result.ts";

const rounds = 3;
const persons = 4;
const camera = { width: 640, height: 480, fps: 30, busy: true };
/** Until the bitrate of each link has found its level. */
const settleMs = 8_000;
const measureMs = 8_000;

interface Measured {
  /** Cores that all four pages, their browser and the server used. */
  readonly cores: number;
  /** Processor time for each frame that somebody received: a full processor alone shows nothing. */
  readonly cpuMsPerFrame: number;
  /** Between two frames of one received picture, the mean of all twelve. */
  readonly frameMs: number;
}

/** Four people in a call: what our caps on each link's size, rate and bitrate save, against the same product without. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-bench-"));
  const pages = await buildPages();
  const server = await openServer({ webRoot: builtPages().web });
  const browser = await openGuestBrowser(people.amara, folder, { camera });
  const cpu: Round[] = [];
  const frames: Round[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const link = (side: string): string => `${server.origin}/r/mesh-${side}-${round}#k=${"m".repeat(43)}`;
      const baseline = await measureCall(browser, link("bare"), liftCaps);
      const ours = await measureCall(browser, link("capped"));
      cpu.push({ ours: ours.cpuMsPerFrame, baseline: baseline.cpuMsPerFrame });
      frames.push({ ours: ours.frameMs, baseline: baseline.frameMs });
      console.log(`round ${round + 1}: with caps ${describe(ours)}; without ${describe(baseline)}`);
    }
  } finally {
    await Promise.allSettled([browser.close(), server.stop()]);
    for (const path of [folder, pages]) rmSync(path, { recursive: true, force: true });
  }
  const name = { bench: "mesh", baselineName: "the same call without caps" };
  return [
    resultOf({ ...name, metric: "processor time for each frame received", unit: "ms" }, cpu),
    resultOf({ ...name, metric: "time between frames of a picture", unit: "ms" }, frames),
  ];
};

const describe = ({ cores, frameMs }: Measured): string => `${cores.toFixed(2)} cores, ${(1_000 / frameMs).toFixed(1)} frames a second`;

/** Lets the pages of the context send every link all that the camera gives. */
const liftCaps = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    // oxlint-disable-next-line typescript/unbound-method -- the proxy passes `this` on
    RTCRtpSender.prototype.setParameters = new Proxy(RTCRtpSender.prototype.setParameters, {
      apply(target, sender, [parameters]: [RTCRtpSendParameters]) {
        for (const encoding of parameters.encodings) {
          delete encoding.scaleResolutionDownBy;
          delete encoding.maxBitrate;
          delete encoding.maxFramerate;
        }
        return Reflect.apply(target, sender, [parameters]);
      },
    });
  });

const measureCall = async (browser: Browser, link: string, prepare?: (context: BrowserContext) => Promise<unknown>): Promise<Measured> => {
  const contexts: BrowserContext[] = [];
  try {
    const inside: Page[] = [];
    for (let index = 0; index < persons; index++) {
      const context = await browser.newContext({ viewport: { width: 1_280, height: 720 } });
      contexts.push(context);
      await spyOnConnections(context);
      await prepare?.(context);
      inside.push(await joinAs(await context.newPage(), link, `Person ${index + 1}`));
    }
    await wait(settleMs);
    return await measure(inside);
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
  }
};

const joinAs = async (page: Page, link: string, name: string): Promise<Page> => {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("button", { name: /^Leave/ }).waitFor({ timeout: 30_000 });
  return page;
};

const measure = async (pages: readonly Page[]): Promise<Measured> => {
  const decoded = async (): Promise<number> => {
    const facts = await Promise.all(pages.map(connectionFacts));
    return facts.flat().reduce((sum, { framesDecoded }) => sum + framesDecoded, 0);
  };
  const [startedAt, cpuBefore, framesBefore] = [performance.now(), cpuSecondsOfFamily(), await decoded()];
  await wait(measureMs);
  const frames = (await decoded()) - framesBefore;
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpuSeconds = cpuSecondsOfFamily() - cpuBefore;
  const pictures = persons * (persons - 1);
  return { cores: cpuSeconds / seconds, cpuMsPerFrame: (cpuSeconds * 1_000) / frames, frameMs: (seconds * 1_000 * pictures) / frames };
};
