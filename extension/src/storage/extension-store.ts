import type { JsonStore } from "@tfx/app";
import { browser } from "../browser.ts";

/** Of the settings, what a page needs before storage can answer; see web/theme.js. */
const mirrored = "settings";
const mirrorKey = "tfx.settings";

const mirror = (key: string, value: unknown): void => {
  if (key === mirrored) localStorage.setItem(mirrorKey, JSON.stringify(value ?? {}));
};

/** Settings and recents of the extension, the same on all its pages. Stays in this browser. */
export const createExtensionStore = (): JsonStore => ({
  get: async (key) => {
    const value: unknown = (await browser.storage.local.get(key))[key];
    mirror(key, value);
    return value;
  },
  set: async (key, value) => {
    mirror(key, value);
    await browser.storage.local.set({ [key]: value });
  },
  onChanged: (key, listener) => {
    const handleChange = (changes: Record<string, chrome.storage.StorageChange>): void => {
      const change = changes[key];
      if (change !== undefined) listener(change.newValue);
    };
    browser.storage.local.onChanged.addListener(handleChange);
    return () => browser.storage.local.onChanged.removeListener(handleChange);
  },
});
