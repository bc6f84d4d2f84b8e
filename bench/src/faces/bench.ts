import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { openGuestBrowser, people, photoOfTwo } from "@tfx/e2e";
import { median, type BenchResult } from "../result.ts";
import { faceErrors, type FaceError } from "./face-errors.ts";
import { openFacesServer } from "./page-server.ts";
import type { FacesControl } from "./pages/page.ts";
import { marked } from "./truth.ts";

type ControlPage = typeof globalThis & { readonly control: FacesControl };

/** Width of the pictures that the chain gives the analysers, in pixels. */
const width = { faces: 480, persons: 256 } as const;
/** What the product must keep to. */
const goals = { centreError: 0.1, perSecond: 8, fps: 24 } as const;
const forMs = 5_000;
/** What the camera shows: two people of a demo picture. */
const photo = { ...photoOfTwo, fps: 30 };

/** Faces of the demo pictures against where somebody marked them, and how often a second each analyser answers. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-bench-"));
  const server = await openFacesServer();
  const browser = await openGuestBrowser(people.amara, folder, { photo });
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error));
    await page.goto(server.origin);
    await page.waitForFunction(() => "control" in globalThis);
    const accuracy = await measureAccuracy(page);
    return [...accuracy, ...(await measureRates(page)), ...(await measureWearing(page))];
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const measureAccuracy = async (page: Page): Promise<BenchResult[]> => {
  const all: FaceError[] = [];
  let strangers = 0;
  for (const [picture, truth] of Object.entries(marked)) {
    const seen = await page.evaluate(([address, wide]) => (globalThis as ControlPage).control.look(address, wide), [
      picture,
      width.faces,
    ] as const);
    const result = faceErrors(truth, seen.faces, seen.aspect);
    all.push(...result.errors);
    strangers += result.strangers;
    const errors = result.errors.map(
      ({ centre, isHard }) => `${centre === undefined ? "not found" : percent(centre)}${isHard ? " (hard)" : ""}`,
    );
    console.log(`${picture}: middles off by ${errors.join(", ")} of the face's width`);
  }
  const found = all.flatMap(({ centre }) => centre ?? []);
  const missed = all.filter(({ centre, isHard }) => centre === undefined && !isHard).length;
  const features = median(all.flatMap(({ features }) => features ?? []));
  console.log(
    `${found.length} of ${all.length} faces found; ${missed} of those that look out of the picture missed; ${strangers} found where nobody is.`,
  );
  console.log(`Eyes and mouth are off by ${percent(features)} (median).`);
  const name = { bench: "faces", baselineName: "at most, of the width of the face", unit: "%", rounds: found.length };
  const result = (metric: string, share: number): BenchResult => ({
    ...name,
    metric,
    ours: Math.round(share * 1_000) / 10,
    baseline: goals.centreError * 100,
    ratio: share / goals.centreError,
  });
  return [result("face centre, median", median(found)), result("face centre, worst", Math.max(...found))];
};

const measureRates = async (page: Page): Promise<BenchResult[]> => {
  const faces = await page.evaluate(([address, options]) => (globalThis as ControlPage).control.timeFaces(address, options), [
    "sample6.jpg",
    { width: width.faces, forMs },
  ] as const);
  const persons = await page.evaluate(([address, options]) => (globalThis as ControlPage).control.timePersons(address, options), [
    "sample6.jpg",
    { width: width.persons, forMs },
  ] as const);
  const result = (metric: string, times: readonly number[]): BenchResult => {
    const mean = times.reduce((sum, one) => sum + one, 0) / times.length;
    console.log(`${metric}: ${(1_000 / mean).toFixed(1)} a second`);
    const most = 1_000 / goals.perSecond;
    return {
      bench: "faces",
      metric,
      ours: Math.round(mean * 10) / 10,
      baseline: most,
      baselineName: `at most, for ${goals.perSecond} a second`,
      ratio: mean / most,
      unit: "ms",
      rounds: times.length,
    };
  };
  return [result("looking at four faces", faces), result("telling persons from the background", persons)];
};

/** The whole way: camera, faces looked for beside the chain, a hat on each. */
const measureWearing = async (page: Page): Promise<BenchResult[]> => {
  const { given, sent, looks, faces } = await page.evaluate((ms) => (globalThis as ControlPage).control.wear(ms), 10_000);
  console.log(
    `With a hat on ${faces} faces: ${sent.toFixed(1)} pictures sent a second of ${given.toFixed(1)} given, ${looks.toFixed(1)} looks a second.`,
  );
  const result = (metric: string, perSecond: number, least: number): BenchResult => ({
    bench: "faces",
    metric,
    ours: Math.round(10_000 / perSecond) / 10,
    baseline: Math.round(10_000 / least) / 10,
    baselineName: `at most, for ${least} a second`,
    ratio: least / perSecond,
    unit: "ms",
    rounds: 1,
  });
  return [
    result("between pictures of 640×360 that are sent while faces are looked for", sent, goals.fps),
    result("between looks at faces meanwhile", looks, goals.perSecond),
  ];
};
