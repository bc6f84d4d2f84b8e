import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { buildPages, builtPages, openGuestBrowser, openServer, people } from "@tfx/e2e";
import { median, resultOf, type BenchResult, type Round } from "../result.ts";
import { openBareServer } from "./bare-server.ts";
import { timeJoin, watchFirstFrames, type JoinMoments } from "./first-frame.ts";

const rounds = 10;
/** Not counted: the first calls of a fresh browser load codecs and compile scripts. */
const warmUps = 2;
/** Both sides fill the same small window: without a GPU, large pictures would measure the drawing of pixels. */
const viewport = { width: 640, height: 480 };
const camera = { width: 640, height: 480, fps: 30 };

/** A way to place a call: where the page is and how it is made ready for the click on Join. */
interface Side {
  /** A seat is kept for a while after a page is gone, so every call has a room of its own. */
  url(call: number): string;
  ready(page: Page): Promise<void>;
}

/** From the click on Join to the first remote frame: the whole product against a bare pair, alternating. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-bench-"));
  const pages = await buildPages();
  const server = await openServer({ webRoot: builtPages().web });
  const bare = await openBareServer();
  const browser = await openGuestBrowser(people.amara, folder, { camera });
  try {
    const ours: Side = { url: (call) => `${server.origin}/r/bench-of-join-${call}#k=${"k".repeat(43)}`, ready: readyInLobby };
    const baseline: Side = { url: () => bare.origin, ready: previewPlays };
    return await measure(browser, ours, baseline);
  } finally {
    await Promise.allSettled([browser.close(), server.stop(), bare.close()]);
    for (const path of [folder, pages]) rmSync(path, { recursive: true, force: true });
  }
};

const measure = async (browser: Browser, ours: Side, baseline: Side): Promise<BenchResult[]> => {
  const measured: Round[] = [];
  const steps: { ours: JoinMoments[]; baseline: JoinMoments[] } = { ours: [], baseline: [] };
  for (let round = -warmUps; round < rounds; round++) {
    // Whoever goes first changes each round.
    const order = round % 2 === 0 ? (["ours", "baseline"] as const) : (["baseline", "ours"] as const);
    const times = { ours: 0, baseline: 0 };
    for (const which of order) {
      const moments = await placeCall(browser, which === "ours" ? ours : baseline, round + warmUps);
      times[which] = moments.firstFrame - moments.click;
      if (round >= 0) steps[which].push(moments);
    }
    if (round < 0) continue;
    measured.push(times);
    console.log(`round ${round + 1}: ours ${times.ours.toFixed(0)} ms, bare pair ${times.baseline.toFixed(0)} ms`);
  }
  for (const which of ["ours", "baseline"] as const) console.log(`${which}: ${describeSteps(steps[which])}`);
  const baselineName = "bare RTCPeerConnection pair, socket.io 4.8.4";
  return [resultOf({ bench: "join", metric: "join to first remote frame", baselineName, unit: "ms" }, measured)];
};

/** One call from nothing: somebody waits inside, somebody joins in another context. */
const placeCall = async (browser: Browser, side: Side, call: number): Promise<JoinMoments> => {
  const contexts = [await browser.newContext({ viewport }), await browser.newContext({ viewport })] as const;
  try {
    const [waiting, joining] = [await contexts[0].newPage(), await contexts[1].newPage()];
    await watchFirstFrames(contexts[1]);
    await waiting.goto(side.url(call));
    await side.ready(waiting);
    await waiting.getByRole("button", { name: "Join", exact: true }).click();
    await joining.goto(side.url(call));
    await side.ready(joining);
    return await timeJoin(joining);
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
  }
};

const readyInLobby = async (page: Page): Promise<void> => {
  await page.getByLabel("Your name").fill("Amara");
  await previewPlays(page);
};

const previewPlays = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () => [...document.querySelectorAll("video")].some((video) => video.getVideoPlaybackQuality().totalVideoFrames > 15),
    undefined,
    { timeout: 30_000 },
  );
};

const describeSteps = (joins: readonly JoinMoments[]): string => {
  const names = [...new Set(joins.flatMap(({ steps }) => Object.keys(steps)))];
  const at = (name: string) => median(joins.flatMap(({ steps }) => steps[name] ?? []));
  return names
    .map((name) => ({ name, at: at(name) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ name, at }) => `${name} ${at}`)
    .join(", ");
};
