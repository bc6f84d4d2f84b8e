import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, type Browser, type BrowserContext } from "@playwright/test";
import { builtPages, type BuiltPages } from "./browser/built-pages.ts";
import type { BrowserWish } from "./browser/chromium-flags.ts";
import { spyOnConnections } from "./browser/connection-spy.ts";
import { extensionIdOf, openExtensionProfile, openGuestBrowser, openGuestProfile } from "./browser/open-browser.ts";
import { people, type Character } from "./media/people.ts";
import type { Person } from "./person.ts";
import { openServer, type ServerProcess } from "./server/server-process.ts";

export { expect } from "@playwright/test";

/** A person whose browser has the extension. */
export interface ExtensionPerson extends Person {
  readonly extensionId: string;
}

interface Scenario {
  /** A person in an own browser with an empty page. Whoever has the same colour and tone shares a browser, not a profile. */
  guest: (character: Character, wish?: GuestWish) => Promise<Person>;
  /** A person with a fresh profile that has the unpacked extension; its page is an empty tab. */
  extensionPerson: (character: Character, wish?: ExtensionWish) => Promise<ExtensionPerson>;
  /** Name of a room that no other scenario uses. */
  roomName: string;
}

interface Worker {
  pages: BuiltPages;
  /** A folder that goes with the worker. */
  folder: string;
  /** A server that lives through many scenarios; those that harm one open their own. */
  server: ServerProcess;
  browsers: (character: Character, wish: BrowserWish) => Promise<Browser>;
}

/** What differs for one guest. */
export interface GuestWish extends BrowserWish {
  /** A profile of one's own: what pages store is on disk, with a limit, and not in memory. */
  readonly storesOnDisk?: boolean;
  readonly colorScheme?: "light" | "dark";
  readonly locale?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** What differs for one person with the extension. */
export interface ExtensionWish extends BrowserWish {
  /** Folders of further unpacked extensions. */
  readonly others?: readonly string[];
}

let rooms = 0;

/* oxlint-disable no-empty-pattern -- Playwright reads a fixture's needs from its first parameter */
/** Playwright's test with people, browsers and servers. */
export const test = base.extend<Scenario, Worker>({
  pages: [async ({}, use) => use(builtPages()), { scope: "worker" }],

  folder: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "tfx-e2e-"));
      await use(folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: "worker" },
  ],

  server: [
    async ({ pages }, use) => {
      const server = await openServer({ webRoot: pages.web });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],

  browsers: [
    async ({ folder }, use) => {
      const open = new Map<string, Promise<Browser>>();
      await use((character, wish) => {
        const key = JSON.stringify([character.colour, character.toneHz, wish]);
        const browser = open.get(key) ?? openGuestBrowser(character, folder, wish);
        open.set(key, browser);
        return browser;
      });
      await Promise.allSettled([...open.values()].map(async (browser) => closeSoon(await browser)));
    },
    { scope: "worker" },
  ],

  guest: async ({ browsers, folder }, use, testInfo) => {
    const opened: Person[] = [];
    await use(async (character, { camera, photo, devices, switches, storesOnDisk = false, ...look } = {}) => {
      const wish = { ...(camera && { camera }), ...(photo && { photo }), ...(devices && { devices }), ...(switches && { switches }) };
      if (storesOnDisk) return open(character, await openGuestProfile(character, folder, wish), opened);
      const browser = await browsers(character, wish);
      const context = await browser.newContext({ viewport: { width: 1_280, height: 720 }, ...look });
      return open(character, context, opened);
    });
    await finish(opened, testInfo);
  },

  extensionPerson: async ({ folder, pages }, use, testInfo) => {
    const opened: Person[] = [];
    await use(async (character, wish = {}) => {
      const context = await openExtensionProfile(character, folder, { ...wish, extension: pages.extension });
      const extensionId = await extensionIdOf(context);
      return { ...(await open(character, context, opened)), extensionId };
    });
    await finish(opened, testInfo);
  },

  roomName: async ({}, use) => use(`room-${process.pid}-${rooms++}`),
});
/* oxlint-enable no-empty-pattern */

const open = async (character: Character, context: BrowserContext, opened: Person[]): Promise<Person> => {
  await spyOnConnections(context);
  const person = { ...character, context, page: await context.newPage() };
  opened.push(person);
  return person;
};

type TestInfo = Parameters<Parameters<typeof base.beforeEach>[1]>[1];

/** Keeps a picture of every page of a failed scenario, then closes the profiles. */
const finish = async (opened: readonly Person[], testInfo: TestInfo): Promise<void> => {
  if (testInfo.status !== testInfo.expectedStatus) await Promise.all(opened.map((person) => takePictures(person, testInfo)));
  await Promise.all(opened.map(({ context }) => closeSoon(context)));
};

const takePictures = async ({ name, context }: Person, testInfo: TestInfo): Promise<void> => {
  for (const [index, page] of context.pages().entries()) {
    const path = testInfo.outputPath(`${name}-${index}.png`);
    const taken = await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined); // a crashed page has no picture
    if (taken !== undefined) await testInfo.attach(`${name}-${index}`, { path, contentType: "image/png" });
  }
};

/** A capture that hangs can keep a context from closing; the browser ends with the worker all the same. */
const closeSoon = (closable: { close(): Promise<void> }): Promise<unknown> =>
  Promise.race([closable.close(), new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);

export { people };
