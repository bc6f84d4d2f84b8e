import { signal } from "@preact/signals";
import { createLocalStore, createMemoryStore, type CallReport, type JsonStore, type Platform } from "@tfx/app";
import { createSession } from "@tfx/core";
import { createPagePlace } from "./page-place.ts";

/** A browser that blocks a site's storage throws on the mere mention of it. */
const storageIfAllowed = (get: () => Storage): Storage | undefined => {
  try {
    return get();
  } catch {
    return undefined;
  }
};

const createStore = (): JsonStore => {
  const storage = storageIfAllowed(() => localStorage);
  return storage === undefined ? createMemoryStore() : createLocalStore(storage, window);
};

/** What the app needs of a page that the server itself serves. */
export const createWebPlatform = (reportCall: (report: CallReport | undefined) => void): Platform => {
  const tabStore = storageIfAllowed(() => sessionStorage);
  return {
    kind: "web",
    ...createPagePlace(window),
    server: signal(location.origin),
    store: createStore(),
    ...(tabStore === undefined ? {} : { tabStore }),
    widgets: async () => (await import("@tfx/widgets")).builtinWidgets,
    createSession,
    // Pages without https have no clipboard: the call rejects as it does where the person refuses.
    copy: async (text) => navigator.clipboard.writeText(text),
    ...("share" in navigator ? { share: (data) => navigator.share(data) } : {}),
    reportCall,
  };
};
