import { grantsKey, openBundleStore, openGrants, type BundleStore, type GrantsStore } from "@tfx/widget-host";
import type { JsonStore } from "../storage/json-store.ts";
import { textStorageOf } from "./text-storage-of.ts";

/** What a person keeps of widgets in this browser. */
export interface WidgetStores {
  readonly bundles: BundleStore;
  readonly grants: GrantsStore;
}

const opened = new WeakMap<JsonStore, Promise<WidgetStores>>();

const open = async (store: JsonStore): Promise<WidgetStores> => {
  const storage = textStorageOf(store);
  const [bundles, grants] = await Promise.all([openBundleStore(storage), openGrants(storage)]);
  // What is taken back on another page, such as the settings, ends here too. The page's end is theirs.
  store.onChanged(grantsKey, (text) => grants.handleStored(typeof text === "string" ? text : undefined));
  return { bundles, grants };
};

/** The stores of widgets, one set for each page: call and settings must not write over each other. */
export const openWidgetStores = (store: JsonStore): Promise<WidgetStores> => {
  const stores = opened.get(store) ?? open(store);
  opened.set(store, stores);
  // A storage that fails now may answer later.
  stores.catch(() => opened.delete(store));
  return stores;
};
