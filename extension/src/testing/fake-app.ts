import { signal } from "@preact/signals";
import { createI18n, createMemoryStore, createRecentsModel, createToasts, openSettingsModel, type AppContext } from "@tfx/app";
import { callLessPart } from "../page-part.ts";

/** The app's context on a store in memory; `copied` holds what was written to the clipboard. */
export const openTestApp = async ({ clipboard = true } = {}): Promise<AppContext & { readonly copied: string[] }> => {
  const end = new AbortController().signal;
  const store = createMemoryStore();
  const copied: string[] = [];
  return {
    platform: {
      kind: "extension",
      server: signal("http://localhost:3000"),
      store,
      copy: (text) => {
        if (!clipboard) return Promise.reject(new DOMException("refused", "NotAllowedError"));
        copied.push(text);
        return Promise.resolve();
      },
      ...callLessPart(() => undefined),
    },
    i18n: createI18n(signal(["en"])),
    settings: await openSettingsModel(store, end),
    recents: createRecentsModel(store, end),
    toasts: createToasts(end),
    online: signal(true),
    mac: false,
    copied,
  };
};
