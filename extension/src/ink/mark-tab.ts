import { browser } from "../browser.ts";
import type { ShareOutcome } from "../messages.ts";
import { markAnswer, markQuestion } from "./messages.ts";

/** The script for a page that is to be shared, built as one file: what is injected has no modules. */
const script = "ink-page.js";

/**
 * Prepares a page to be shared and drawn on. Works only for the tab on which the person has just
 * clicked the extension (`activeTab`), and until that page is left.
 */
export const markTab = async (tabId: number): Promise<ShareOutcome> => {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: [script] });
    return markAnswer.parse(await browser.tabs.sendMessage(tabId, markQuestion, { frameId: 0 }));
  } catch {
    // The browser's own pages, its store, a file viewer, a page that is just loading: no script may go there.
    return "refused";
  }
};
