import { z } from "zod";
import type { WidgetId } from "@tfx/protocol/widgets";
import type { Live } from "@tfx/widget-sdk";
import { readBundle, type Bundle } from "./bundle.ts";
import { parseJson } from "./json-text.ts";
import { createLive } from "./live.ts";
import type { TextStorage } from "./text-storage.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** The hash alone, or with the address that the widget came from. */
const kept = z.union([hash.transform((sha256) => ({ sha256 })), z.object({ sha256: hash, address: z.url().max(2_048).optional() })]);
const index = z.record(z.string().max(128), kept);
type Kept = z.output<typeof kept> & { readonly address?: string | undefined };
const indexKey = "widget-bundles";
const textKey = (sha256: string): string => `widget-bundle:${sha256}`;

/** The widgets that a person added. */
export interface BundleStore {
  readonly bundles: Live<readonly Bundle[]>;
  find(id: WidgetId): Bundle | undefined;
  /** Keeps a bundle that the person said yes to; it takes the place of another version of it. */
  add(bundle: Bundle): Promise<void>;
  remove(id: WidgetId): Promise<void>;
}

/** A bundle as it was kept, or undefined where it is gone or is no longer what it was. */
const load = async (storage: TextStorage, { sha256, address }: Kept): Promise<Bundle | undefined> => {
  const text = await storage.get(textKey(sha256));
  if (text === undefined) return undefined;
  try {
    const bundle = await readBundle(text, address);
    return bundle.sha256 === sha256 ? bundle : undefined;
  } catch {
    // Damaged, or of a version of the manifest that is not read any more: as good as not there.
    return undefined;
  }
};

/** Opens what was imported before; every text is checked against its hash again. */
export const openBundleStore = async (storage: TextStorage): Promise<BundleStore> => {
  const known = Object.values(parseJson(index, await storage.get(indexKey)) ?? {});
  const loaded = await Promise.all(known.map((one) => load(storage, one)));
  const bundles = createLive<readonly Bundle[]>(loaded.filter((bundle) => bundle !== undefined));
  const find = (id: WidgetId): Bundle | undefined => bundles.value.find(({ manifest }) => manifest.id === id);
  const writeIndex = (next: readonly Bundle[]): Promise<void> =>
    storage.set(
      indexKey,
      JSON.stringify(Object.fromEntries(next.map(({ manifest, sha256, address }) => [manifest.id, { sha256, address }]))),
    );
  const replace = async (id: WidgetId, added: readonly Bundle[]): Promise<void> => {
    const old = find(id);
    const next = [...bundles.value.filter(({ manifest }) => manifest.id !== id), ...added];
    await Promise.all(added.map(({ sha256, text }) => storage.set(textKey(sha256), text)));
    await writeIndex(next);
    if (old !== undefined && !next.some(({ sha256 }) => sha256 === old.sha256)) await storage.set(textKey(old.sha256), undefined);
    bundles.set(next);
  };
  return {
    bundles,
    find,
    add: (bundle) => replace(bundle.manifest.id, [bundle]),
    remove: (id) => replace(id, []),
  };
};
