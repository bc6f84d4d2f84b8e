import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Worker } from "@playwright/test";
import { chromiumMissing, findChromium } from "../../../scripts/find-chromium.ts";
import type { Character } from "../media/people.ts";
import { chromiumFlags, type BrowserWish } from "./chromium-flags.ts";

const programFile = (): string => {
  const path = findChromium();
  if (path === undefined) throw new Error(chromiumMissing);
  return path;
};

/** A browser of the character's own, for pages of the web. */
export const openGuestBrowser = (character: Character, folder: string, wish: BrowserWish = {}): Promise<Browser> =>
  chromium.launch({ executablePath: programFile(), args: chromiumFlags(character, folder, wish) });

/** A fresh profile of the character's own, as people have one: what pages store is on disk and not in memory. */
export const openGuestProfile = (character: Character, folder: string, wish: BrowserWish = {}): Promise<BrowserContext> =>
  chromium.launchPersistentContext(mkdtempSync(join(folder, `${character.name}-profile-`)), {
    executablePath: programFile(),
    args: chromiumFlags(character, folder, wish),
  });

/** A fresh profile of the character's own with the unpacked extension loaded, and others beside it. */
export const openExtensionProfile = (
  character: Character,
  folder: string,
  { others = [], ...wish }: BrowserWish & { readonly extension: string; readonly others?: readonly string[] },
): Promise<BrowserContext> =>
  chromium.launchPersistentContext(mkdtempSync(join(folder, `${character.name}-profile-`)), {
    executablePath: programFile(),
    args: [
      ...chromiumFlags(character, folder, wish),
      // Lets a scenario press the extension's button, which is no part of any page.
      "--enable-unsafe-extension-debugging",
      `--disable-extensions-except=${[wish.extension, ...others].join(",")}`,
      `--load-extension=${[wish.extension, ...others].join(",")}`,
    ],
    viewport: { width: 1_280, height: 720 },
  });

/** The worker of an extension, by the name in its manifest. */
export const workerOf = async (context: BrowserContext, name: RegExp): Promise<Worker> => {
  for (;;) {
    for (const worker of context.serviceWorkers())
      if (name.test(await worker.evaluate(() => chrome.runtime.getManifest().name))) return worker;
    await context.waitForEvent("serviceworker");
  }
};

/** The extension's id, from the address of its service worker. */
export const extensionIdOf = async (context: BrowserContext): Promise<string> =>
  new URL((await workerOf(context, /^TFX Sessions|^__MSG_name__/)).url()).host;
