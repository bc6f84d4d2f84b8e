import type { Page } from "@playwright/test";

type WithComposer = typeof globalThis & { composer?: Worker };

/** Keeps a hand on the worker that draws the composed picture; to be called before the page is opened. */
export const keepComposer = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (options?.name === "compose") Object.assign(globalThis, { composer: this });
      }
    };
  });

/** Ends it, as a browser does that is short of memory: nobody is told. */
export const endComposer = (page: Page): Promise<void> => page.evaluate(() => (globalThis as WithComposer).composer?.terminate());
