import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext } from "@playwright/test";
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

/** A fresh profile of the character's own with the unpacked extension loaded. */
export const openExtensionProfile = (
  character: Character,
  folder: string,
  wish: BrowserWish & { readonly extension: string },
): Promise<BrowserContext> =>
  chromium.launchPersistentContext(mkdtempSync(join(folder, `${character.name}-profile-`)), {
    executablePath: programFile(),
    args: [
      ...chromiumFlags(character, folder, wish),
      `--disable-extensions-except=${wish.extension}`,
      `--load-extension=${wish.extension}`,
    ],
    viewport: { width: 1_280, height: 720 },
  });

/** The extension's id, from the address of its service worker. */
export const extensionIdOf = async (context: BrowserContext): Promise<string> => {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  return new URL(worker.url()).host;
};
