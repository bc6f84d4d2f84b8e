import type { Page } from "@playwright/test";

/** A watch over who is on a page's stage. */
export interface RosterWatch {
  /** The fewest others that were on the stage at any moment since. */
  fewest(): Promise<number>;
}

/** Looks at every change of the page's tiles from now on: a flicker of a millisecond is seen too. */
export const watchRoster = async (page: Page): Promise<RosterWatch> => {
  await page.evaluate(() => {
    const others = (): number =>
      new Set(
        [...document.querySelectorAll<HTMLElement>(`[data-participant][data-source="camera"]:not([data-self])`)].map(
          (tile) => tile.dataset["participant"],
        ),
      ).size;
    const watch = { fewest: others() };
    Object.assign(globalThis, { rosterWatch: watch });
    new MutationObserver(() => (watch.fewest = Math.min(watch.fewest, others()))).observe(document, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["data-participant"],
    });
  });
  return {
    fewest: () => page.evaluate(() => (globalThis as typeof globalThis & { rosterWatch: { fewest: number } }).rosterWatch.fewest),
  };
};
