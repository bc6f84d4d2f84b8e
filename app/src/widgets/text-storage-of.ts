import type { TextStorage } from "@tfx/widget-host";
import type { JsonStore } from "../storage/json-store.ts";

/** Texts of the widget host, kept where the app keeps its own things. */
export const textStorageOf = (store: JsonStore): TextStorage => ({
  get: async (key) => {
    const value = await store.get(key);
    return typeof value === "string" ? value : undefined;
  },
  set: (key, text) => store.set(key, text ?? null),
});
