import { chromium, type Browser, type Page } from "@playwright/test";
import { findChromium } from "@tfx/e2e";
import { openPageServer } from "../page-server.ts";

/** One Chromium with the page that publishes and watches. */
export interface PublisherPage {
  readonly page: Page;
  /** Who answers offers of publishers that have no endpoint. */
  setAnswerer(answer: (name: string, offer: string) => Promise<string>): void;
  close(): Promise<void>;
}

const flags = [
  "--no-sandbox",
  "--allow-loopback-in-peer-connection",
  "--disable-features=WebRtcHideLocalIpsWithMdns",
  "--autoplay-policy=no-user-gesture-required",
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
];

/** Opens it. */
export const openPublisherPage = async (): Promise<PublisherPage> => {
  const pages = await openPageServer(new URL("pages/", import.meta.url), ["page"]);
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("There is no Chromium here");
  const browser: Browser = await chromium.launch({ executablePath, args: flags });
  const page = await browser.newPage();
  let answerer: (name: string, offer: string) => Promise<string> = () => Promise.reject(new Error("Nobody answers offers"));
  page.on("pageerror", (error) => console.error(error));
  await page.exposeFunction("answerOffer", (name: string, offer: string) => answerer(name, offer));
  await page.goto(`${pages.origin}/page`);
  return {
    page,
    setAnswerer: (next) => void (answerer = next),
    async close() {
      await browser.close();
      pages.close();
    },
  };
};
