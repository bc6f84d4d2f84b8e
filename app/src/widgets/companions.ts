import { untracked, type ReadonlySignal } from "@preact/signals";
import { bundleOfManifest, checkSource, type Bundle, type WidgetRegistry } from "@tfx/widget-host";
import type { CompanionWidget } from "../platform.ts";
import { effectUntil } from "../scope/effect-until.ts";

/** Widgets that other extensions lend while they are there. */
export interface Companions {
  /** One that is there now, with the name of its extension. */
  find(id: string): { readonly bundle: Bundle; readonly by: string } | undefined;
}

/** What companions stand on. */
export interface CompanionsOptions {
  readonly offered: ReadonlySignal<readonly CompanionWidget[]>;
  readonly registry: Pick<WidgetRegistry, "addPage" | "running" | "remove">;
  readonly end: AbortSignal;
  /** One that was running has gone with its extension. */
  readonly onGone: (name: string) => void;
}

interface Listed {
  readonly bundle: Bundle;
  readonly by: string;
  undo: () => void;
}

/** Lists what extensions lend, and takes away what runs of it when they go. Nothing of it runs without the person's yes. */
export const followCompanions = ({ offered, registry, end, onGone }: CompanionsOptions): Companions => {
  const listed = new Map<string, Listed>();
  const keyOf = ({ manifest, by }: CompanionWidget): string => JSON.stringify([by, manifest]);
  const drop = (key: string): void => {
    const gone = listed.get(key);
    if (gone === undefined) return;
    const { manifest } = gone.bundle;
    listed.delete(key);
    gone.undo();
    const running = registry.running.value.filter((one) => one.manifest.kind === "companion" && one.manifest.id === manifest.id);
    if (running.length > 0) onGone(manifest.name);
    for (const { id } of running) void registry.remove(id);
  };
  const add = async (key: string, { manifest, by }: CompanionWidget): Promise<void> => {
    const bundle = await bundleOfManifest(manifest);
    checkSource(bundle, { from: "extension", developer: false, ourOrigin: window.origin });
    const isStillThere = offered.peek().some((one) => keyOf(one) === key);
    if (!isStillThere || listed.has(key) || end.aborted) return;
    // Whoever hears of the page looks here whose it is.
    const entry: Listed = { bundle, by, undo: () => undefined };
    listed.set(key, entry);
    entry.undo = registry.addPage(bundle.manifest, bundle.sha256);
  };
  effectUntil(end, () => {
    const now = new Map(offered.value.map((one) => [keyOf(one), one]));
    untracked(() => {
      for (const key of listed.keys()) if (!now.has(key)) drop(key);
      // The extension's worker has checked it; what is refused here all the same is not listed.
      for (const [key, one] of now) if (!listed.has(key)) void add(key, one).catch(() => undefined);
    });
  });
  return {
    find: (id) => [...listed.values()].find(({ bundle }) => bundle.manifest.id === id),
  };
};
