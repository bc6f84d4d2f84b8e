import type { Page } from "@playwright/test";

type WithHeld = typeof globalThis & { heldWorker?: Worker };

/** Keeps a hand on the newest worker of a name; to be called before the page is opened. */
export const holdWorker = (page: Page, name: "compose" | "tfx-video"): Promise<unknown> =>
  page.addInitScript((wanted) => {
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (options?.name === wanted) Object.assign(globalThis, { heldWorker: this });
      }
    };
  }, name);

/** Ends it, as a browser does that is short of memory: nobody is told. */
export const endWorker = (page: Page): Promise<void> => page.evaluate(() => (globalThis as WithHeld).heldWorker?.terminate());
