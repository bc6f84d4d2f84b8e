import { z } from "zod";
import { browser } from "../browser.ts";
import { callReport } from "../messages.ts";

const storedCall = callReport.extend({
  tabId: z.number().int(),
  /** When the tab was opened, in milliseconds since 1970: a young tab may not show its page yet. */
  openedAt: z.number(),
});
/** The call tab of this profile, as it last reported. */
export type StoredCall = z.output<typeof storedCall>;

const key = "call";

/** How long an opened tab may take until its page is there. */
const openingMs = 10_000;

/** Keeps the call in `storage.session`: the worker may end at any moment, a browser restart ends the call too. */
export const storeCall = async (call: StoredCall | undefined): Promise<void> => {
  if (call === undefined) await browser.storage.session.remove(key);
  else await browser.storage.session.set({ [key]: call });
};

/** Calls the listener when the record changes, for a page that follows the call. */
export const watchCall = (listener: () => void): void => {
  browser.storage.session.onChanged.addListener((changes) => {
    if (key in changes) listener();
  });
};

/** The call tab that is open now; a record whose tab is gone (closed, crashed, led elsewhere) is dropped. */
export const readCall = async (now = Date.now()): Promise<StoredCall | undefined> => {
  const stored = storedCall.safeParse((await browser.storage.session.get(key))[key]);
  if (!stored.success) return undefined;
  const open =
    (await callTabs()).includes(stored.data.tabId) || (now - stored.data.openedAt < openingMs && (await tabExists(stored.data.tabId)));
  if (open) return stored.data;
  await storeCall(undefined);
  return undefined;
};

/** Whether any tab shows the call page, whatever it has reported. */
export const isCallPageOpen = async (): Promise<boolean> => (await callTabs()).length > 0;

/** Ids of the tabs that show the call page. */
const callTabs = async (): Promise<readonly number[]> => {
  const contexts = await browser.runtime.getContexts({ contextTypes: ["TAB"] });
  const page = browser.runtime.getURL("call.html");
  return contexts.filter((context) => context.documentUrl?.startsWith(page)).map((context) => context.tabId);
};

const tabExists = async (tabId: number): Promise<boolean> => {
  try {
    await browser.tabs.get(tabId);
    return true;
  } catch {
    // The only failure that tabs.get knows: there is no such tab.
    return false;
  }
};
