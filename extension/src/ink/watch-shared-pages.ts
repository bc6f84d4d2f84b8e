import type { SharedPages } from "@tfx/app";
import { browser } from "../browser.ts";
import { createSharedPages } from "./shared-pages.ts";

/** Pages that the person has prepared with a click on the extension, for as long as they are not left. */
export const watchSharedPages = (): SharedPages => {
  const { pages, handlePort } = createSharedPages(browser.runtime.id);
  browser.runtime.onConnect.addListener(handlePort);
  return { pages };
};
